import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { DefinitionKind, DefinitionKinds } from '@reglament/format';
import { canonicalText } from './canonical.ts';
import { error, type FileFinding, type Finding, hasErrors } from './finding.ts';
import { kindOfPath, pathOf, schemaOfPath } from './folder.ts';
import { byteLimit } from './limits.ts';
import { type FindKind, type Known, noKinds } from './lint/known.ts';
import type { AnyDefinition } from './lint/places.ts';
import { lintDefinition } from './lint.ts';
import { parseDefinition } from './parse.ts';
import { schemaFilesOf, withSchemas } from './schema-files.ts';

export interface LoadedFile {
  readonly file: string;
  readonly kind: DefinitionKind | 'demo';
  /** As it stands in the file. */
  readonly text: string;
  /** Undefined when the file has errors. */
  readonly definition: AnyDefinition | undefined;
}

export interface LoadedFolder {
  readonly files: readonly LoadedFile[];
  readonly findings: readonly FileFinding[];
}

interface Loading {
  /** What the code of plugins says of the kinds that are asked. */
  readonly findKind?: FindKind | undefined;
  /** A text that is known to be sound. When every one is, only their places are looked at: what one says may make another wrong. */
  readonly isSound?: (text: string) => boolean;
}

/**
 * Reads and lints every definition of a folder; a wrong one never hides the others. Files that are no definitions
 * (schemas, notes) are passed by.
 * @throws Error of the file system when the folder cannot be read.
 */
export async function loadFolder(folder: string, loading: Loading = {}): Promise<LoadedFolder> {
  const texts = new Map<string, string>();
  const findings: FileFinding[] = [];
  for (const file of await listFiles(folder)) {
    const kind = kindOfPath(file);
    if (kind === undefined && schemaOfPath(file) === undefined) continue;
    const path = join(folder, file);
    const most = byteLimit(kind ?? 'requestType');
    if ((await stat(path)).size > most) {
      findings.push({ file, ...tooLarge(most) });
      continue;
    }
    const text = utf8(await readFile(path));
    if (text === undefined) findings.push({ file, ...notUtf8() });
    else texts.set(file, text);
  }
  const loaded = loadTexts(texts, loading);
  return { files: loaded.files, findings: [...findings, ...loaded.findings] };
}

/** Paths of a folder of definitions → their texts, read and linted together. */
function loadTexts(texts: ReadonlyMap<string, string>, { findKind = noKinds, isSound }: Loading): LoadedFolder {
  const { files: schemas, findings: stray } = schemaFilesOf(texts);
  const findings: FileFinding[] = [...stray];
  const parsed = [...texts].flatMap(([file, own]) => {
    const kind = kindOfPath(file);
    if (kind === undefined) return [];
    const { content: read, findings: problems } = parseDefinition(own, kind);
    findings.push(...problems.map((finding) => ({ file, ...finding })));
    const content = withSchemas(read, schemas.get(file));
    return [{ file, kind, text: content === read ? own : canonicalText(content), content }];
  });
  const known = knownAmong(parsed);
  // The demo's own file is published nowhere and makes no other wrong.
  const isSame = isSound !== undefined && parsed.every(({ kind, text }) => kind === 'demo' || isSound(text));
  const files = parsed.map(({ file, kind, text, content }): LoadedFile => {
    if (content === undefined) return { file, kind, text, definition: undefined };
    const linted = isSame && isSound(text) ? [] : lintDefinition(content, known, findKind);
    const problems = [...placeFindings(file, content), ...linted];
    findings.push(...problems.map((finding) => ({ file, ...finding })));
    return { file, kind, text, definition: hasErrors(problems) ? undefined : (content as AnyDefinition) };
  });
  return { files, findings };
}

/** Names of files relative to the folder, with `/`, in a stable order. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .map((entry) => entry.split(sep).join('/'))
    .filter((entry) => /\.(?:json|xsd)$/i.test(entry) && !entry.includes('node_modules/'))
    .sort();
}

interface Parsed {
  readonly file: string;
  readonly content: unknown;
}

function knownAmong(parsed: readonly Parsed[]): Known {
  const byPath = new Map(parsed.map(({ file, content }) => [file, content]));
  return <Kind extends DefinitionKind>(kind: Kind, code: string) =>
    byPath.get(pathOf(kind, code)) as DefinitionKinds[Kind] | undefined;
}

/** The place of a file and what it says of itself must agree, or export would write it elsewhere. */
function placeFindings(file: string, content: unknown): Finding[] {
  if (typeof content !== 'object' || content === null || !('kind' in content) || !('code' in content)) return [];
  const kind = kindOfPath(file);
  const { code } = content;
  if (typeof code === 'string' && kind !== undefined && content.kind === kind && pathOf(kind, code) === file) return [];
  const message = `В файле записано другое: вид «${String(content.kind)}», код «${String(code)}»`;
  return [error('wrongPlace', '/code', [message, 'Переименуйте файл или исправьте kind и code'])];
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(): Finding {
  const todo = 'Сохраните его в UTF-8; файлы XSD приводит к UTF-8 команда request-type draft';
  return error('encoding', '', ['Файл записан не в UTF-8', todo]);
}

function tooLarge(most: number): Finding {
  return error('tooLarge', '', [`Файл больше ${most} байт`, 'Разделите определение: вынесите списки в справочники']);
}
