import type { Json, JsonObject, SourceFile } from '@reglament/sdk';
import { DocumentFault } from './document-fault.ts';
import { readYaml } from './yaml.ts';

export interface Document {
  readonly file: string;
  /** As it was given; the name tells JSON from YAML. */
  readonly text: string;
  readonly format: 'json' | 'yaml';
  readonly content: JsonObject;
}

const MOST_BYTES = 8 * 1024 * 1024;
/** References one within another before something stops: a document that refers to itself goes no further. */
const DEEPEST_REFERENCES = 20;

/** The OpenAPI document of the set. @throws DocumentFault */
export function readDocument(files: readonly SourceFile[]): Document {
  const [file, ...others] = files;
  if (file === undefined) throw new DocumentFault('noFiles', '', 'Приложите описание OpenAPI: файл JSON или YAML');
  if (others.length > 0) {
    throw new DocumentFault(
      'manyFiles',
      others[0]?.name ?? '',
      'Описание OpenAPI – один файл: соберите его в один (bundle) и приложите',
    );
  }
  if (file.content.byteLength > MOST_BYTES) throw new DocumentFault('tooLarge', file.name, 'Файл больше 8 МБ');
  const text = decoded(file);
  const content = parsed(file.name, text);
  // In YAML «3.1» without quotes is a number.
  const version = content.openapi;
  if (!/^3(?:$|\.[01](?:\.|$))/.test(String(version))) {
    throw new DocumentFault('notOpenApi', file.name, 'Это не описание OpenAPI 3.0 или 3.1: нет «openapi»: «3.…»');
  }
  return { file: file.name, text, format: isJson(text) ? 'json' : 'yaml', content };
}

function decoded({ name, content }: SourceFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new DocumentFault('notText', name, 'Файл не читается как текст UTF-8');
  }
}

function parsed(name: string, text: string): JsonObject {
  const content = isJson(text) ? parsedJson(name, text) : readYaml(name, text);
  if (!isObject(content)) throw new DocumentFault('notJson', name, 'Файл не читается: нужен объект JSON или YAML');
  return content;
}

/** JSON is YAML too, but is read a hundred times as fast. */
function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function parsedJson(name: string, text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new DocumentFault('notJson', name, 'Файл не читается: это не JSON');
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a place, references followed. @throws DocumentFault for one that leads out of the document, or nowhere */
export function followed(document: Document, value: Json | undefined, depth = 0): Json | undefined {
  if (!isObject(value) || typeof value.$ref !== 'string') return value;
  const reference = value.$ref;
  if (!reference.startsWith('#/')) {
    throw new DocumentFault(
      'outsideReference',
      reference.slice(0, 200),
      'Ссылка ведёт из файла: соберите описание в один файл (bundle)',
    );
  }
  if (depth > DEEPEST_REFERENCES) {
    throw new DocumentFault('endlessReference', reference, 'Ссылка ведёт сама в себя');
  }
  const found = at(document.content, reference.slice(1));
  if (found === undefined) throw new DocumentFault('lostReference', reference.slice(0, 200), 'Ссылка никуда не ведёт');
  const target = followed(document, found, depth + 1);
  // OpenAPI 3.1: what stands beside the reference is said of this place alone.
  const { $ref: _, ...beside } = value;
  return isObject(target) && Object.keys(beside).length > 0 ? { ...target, ...beside } : target;
}

/** A JSON pointer (RFC 6901); only what is there by itself is found. */
export function at(value: Json | undefined, pointer: string): Json | undefined {
  let found: Json | undefined = value;
  for (const step of stepsOf(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as JsonObject)[step];
  }
  return found;
}

export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function joined(pointer: string, step: string): string {
  return `${pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
