import type { Definition, DefinitionKind, DefinitionKinds } from '@reglament/format';
import type { ApiTypes } from '../../api.gen.ts';
import { canonicalText } from '../../definition/canonical.ts';
import { compareDefinitions } from '../../definition/compare/compare.ts';
import { hasErrors } from '../../definition/finding.ts';
import { kindOfPath, pathOf } from '../../definition/folder.ts';
import { knownIn } from '../../definition/in-force.ts';
import type { Known } from '../../definition/lint/known.ts';
import { lintDefinition } from '../../definition/lint.ts';
import { isDefinitionKind, parseDefinition } from '../../definition/parse.ts';
import { schemaFilesOf, withSchemas } from '../../definition/schema-files.ts';
import { Refusal } from '../../errors.ts';
import { titleOf } from '../../rule/title.ts';
import { openDraft, type Work } from '../open.ts';

type Item = ApiTypes['ArchivedDefinition'];

interface Read {
  readonly path: string;
  readonly kind: DefinitionKind;
  readonly content: unknown;
  /** Why it cannot be read; undefined: it can. */
  readonly problem: string | undefined;
}

/** Every definition of an archive becomes a draft, as far as it differs from what is in force: nothing is published by itself. */
export async function takeIn(work: Work, texts: ReadonlyMap<string, string>): Promise<Item[]> {
  const all = read(texts);
  const published = knownIn(work.deps.definitions);
  const byPath = new Map(all.map(({ path, content }) => [path, content]));
  const known: Known = <Kind extends DefinitionKind>(kind: Kind, code: string) =>
    (byPath.get(pathOf(kind, code)) as DefinitionKinds[Kind] | undefined) ?? published(kind, code);
  const items: Item[] = [];
  for (const one of all) items.push(await takeOne(work, one, known));
  return items;
}

function read(texts: ReadonlyMap<string, string>): Read[] {
  const { files: schemas } = schemaFilesOf(texts);
  return [...texts].flatMap(([path, text]): Read[] => {
    const kind = kindOfPath(path);
    if (!isDefinitionKind(kind)) return [];
    const parsed = parseDefinition(text, kind);
    const content = withSchemas(parsed.content, schemas.get(path));
    const [wrong] = parsed.findings.filter(({ level }) => level === 'error');
    const named = wrong ? `${wrong.message}. ${wrong.todo}` : misplaced(path, content);
    return [{ path, kind, content, problem: named }];
  });
}

function misplaced(path: string, content: unknown): string | undefined {
  const { kind, code } = (content ?? {}) as Partial<Definition>;
  if (isDefinitionKind(kind) && typeof code === 'string' && pathOf(kind, code) === path) return undefined;
  return 'В файле записано другое определение, чем говорит его имя';
}

async function takeOne(work: Work, { path, kind, content, problem }: Read, known: Known): Promise<Item> {
  const nothing = { kind, draft: null, changes: [], errors: 0 };
  if (problem !== undefined) return { ...nothing, code: path, title: path, outcome: 'refused', message: problem };
  const { code, title } = content as Definition;
  const text = canonicalText(content);
  const latest = work.deps.definitions.findLatest(kind, code);
  const named = { ...nothing, code, title: nameOf(title, code) };
  if (latest?.text === text) return { ...named, outcome: 'same', message: null };
  try {
    const { id } = await openDraft(work, { kind, from: 'text', text });
    const findings = lintDefinition(content, known, work.deps.connections.findKind);
    const errors = findings.filter(({ level }) => level === 'error').length;
    const changes =
      latest === undefined || hasErrors(findings) ? [] : compareDefinitions(latest.content, content as Definition);
    return {
      ...named,
      draft: id,
      outcome: latest === undefined ? 'new' : 'changed',
      message: null,
      errors,
      changes: changes.map(({ code: change, pointer, message, breaking }) => ({
        ...{ code: change, pointer, message, breaking },
        ...{ drafts: 0, openCases: 0 },
      })),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const outcome = error.code === 'alreadyExists' ? 'busy' : 'refused';
    const [first] = error.facts.problems ?? [];
    return { ...named, outcome, message: first === undefined ? error.message : `${error.message} ${first.message}` };
  }
}

function nameOf(title: unknown, code: string): string {
  const sound = typeof title === 'string' || (typeof title === 'object' && title !== null && 'ru' in title);
  return sound ? titleOf(title as Definition['title'], 'ru') : code;
}
