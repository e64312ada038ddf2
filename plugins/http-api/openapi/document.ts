import type { Json, JsonObject, SourceFile } from '@reglament/sdk';

/** What keeps a document from being read, with its place in it. */
export class DocumentFault extends Error {
  readonly code: string;
  readonly place: string;

  constructor(code: string, place: string, message: string) {
    super(message);
    this.name = 'DocumentFault';
    this.code = code;
    this.place = place;
  }
}

export interface Document {
  readonly file: string;
  readonly text: string;
  readonly content: JsonObject;
}

const MOST_BYTES = 8 * 1024 * 1024;
/** References one within another before something stops: a document that refers to itself goes no further. */
const DEEPEST_REFERENCES = 20;

/** The OpenAPI document of the set. @throws DocumentFault */
export function readDocument(files: readonly SourceFile[]): Document {
  const [file, ...others] = files;
  if (file === undefined) throw new DocumentFault('noFiles', '', 'Приложите описание OpenAPI: файл JSON');
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
  const version = content.openapi;
  if (typeof version !== 'string' || !/^3\.[01](?:\.|$)/.test(version)) {
    throw new DocumentFault('notOpenApi', file.name, 'Это не описание OpenAPI 3.0 или 3.1: нет «openapi»: «3.…»');
  }
  return { file: file.name, text, content };
}

function decoded({ name, content }: SourceFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new DocumentFault('notText', name, 'Файл не читается как текст UTF-8');
  }
}

function parsed(name: string, text: string): JsonObject {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const hint = /^\s*(?:openapi|swagger)\s*:/m.test(text) ? 'это YAML: сохраните описание как JSON' : 'это не JSON';
    throw new DocumentFault('notJson', name, `Файл не читается: ${hint}`);
  }
  if (!isObject(content)) throw new DocumentFault('notJson', name, 'Файл не читается: нужен объект JSON');
  return content;
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
  return followed(document, found, depth + 1);
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
