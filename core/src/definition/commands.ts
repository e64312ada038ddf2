import { type DefinitionKind, definitionKinds, type ServiceDefinition } from '@reglament/format';
import type { Database } from '../db.ts';
import { canonicalText, textHash } from './canonical.ts';
import type { DefinitionVersion, Frozen } from './definition-version.ts';
import { type FileFinding, type Finding, hasErrors } from './finding.ts';
import { pathOf } from './folder.ts';
import { followerFindings } from './followers.ts';
import { type Difference, findDifferences, touching } from './impact.ts';
import { knownIn } from './in-force.ts';
import type { FindKind } from './lint/known.ts';
import type { AnyDefinition } from './lint/places.ts';
import { lintDefinition } from './lint.ts';
import { type LoadedFile, loadFolder } from './load.ts';
import { isDefinitionKind, parseDefinition } from './parse.ts';
import { refusedDefinition } from './refused.ts';
import { type InsertedVersion, insertVersion } from './rows.ts';
import { filesOf } from './schema-files.ts';
import type { DefinitionStore } from './store.ts';
import {
  folderSources,
  over,
  publishedSources,
  type ServiceTrials,
  trialFileFindings,
  trialFindings,
  trialsOf,
} from './trials.ts';

export interface DefinitionDeps {
  readonly database: Database;
  readonly definitions: DefinitionStore;
  /** Where plugins are loaded: what their code says of the kinds that are asked. */
  readonly connections?: { readonly findKind: FindKind };
}

export interface Publication {
  readonly kind: DefinitionKind;
  readonly code: string;
  /** JSON; kept in its canonical form. */
  readonly text: string;
  /** Login of who publishes; null: the platform itself. */
  readonly author: string | null;
  readonly comment: string | null;
  /** What it does to services that follow it has been looked at on all that is published together. */
  readonly tested?: boolean;
}

export interface Published extends InsertedVersion {
  /** Warnings and notes: errors do not let a version through. */
  readonly findings: readonly Finding[];
}

/**
 * A new version when the canonical text differs from the newest one's; else that one, untouched.
 * @throws Refusal invalidDefinition with every error and its place.
 */
export async function publish(deps: DefinitionDeps, publication: Publication): Promise<Published> {
  const { content, findings } = parseDefinition(publication.text, publication.kind);
  const linted =
    content === undefined
      ? findings
      : [
          ...placeFindings(publication, content),
          ...lintDefinition(content, knownIn(deps.definitions), deps.connections?.findKind),
        ];
  if (hasErrors(linted)) throw refusedDefinition(linted);
  const wrong = publication.tested ? [] : wrongWith(deps, content as AnyDefinition);
  if (wrong.length > 0) throw refusedDefinition(wrong);
  const text = canonicalText(content);
  const { kind, code, author, comment } = publication;
  const frozen = frozenOf(deps.definitions, content);
  const row = { kind, code, text, sha256: textHash(text), author, comment, frozen };
  const inserted = await deps.database.inBodies([], (trx) => insertVersion(trx, row));
  deps.definitions.add(inserted.version);
  return { ...inserted, findings: linted };
}

/** Services that would not be sound with this definition in force, and their tests that would be red. */
function wrongWith(deps: DefinitionDeps, definition: AnyDefinition): Finding[] {
  const broken = followerFindings(deps, [definition], definition);
  if (broken.length > 0) return broken;
  return touchedTrials(deps.definitions, definition).flatMap(({ results }) => trialFindings(results));
}

/** Tests that definitions touch, as they come out with all of them in force. */
export function touchedTrials(definitions: DefinitionStore, ...set: readonly AnyDefinition[]): ServiceTrials[] {
  const codes = (kind: DefinitionKind) => new Set(set.filter((one) => one.kind === kind).map(({ code }) => code));
  const [services, workflows] = [codes('service'), codes('workflow')];
  if (services.size + workflows.size === 0) return [];
  const files = set.map((definition) => ({ file: '', kind: definition.kind, text: '', definition }));
  const sources = over(folderSources(files), publishedSources(definitions));
  const touched = [...sources.services.values()].filter(
    ({ code, workflow }) => services.has(code) || workflows.has(workflow),
  );
  return trialsOf(sources, new Set(touched.map((one) => one.code)));
}

/** Types of requests a service keeps asking by, until it is itself published anew; `fresh` are those that come with it. */
export function frozenOf(
  definitions: DefinitionStore,
  content: unknown,
  fresh: ReadonlyMap<string, string> = new Map(),
): Frozen {
  const { kind, requests = [] } = content as Partial<Pick<ServiceDefinition, 'kind' | 'requests'>>;
  if (kind !== 'service') return {};
  const held = requests.flatMap(({ type }) => {
    const id = fresh.get(type) ?? definitions.findLatest('requestType', type)?.id;
    return id === undefined ? [] : [[type, id] as const];
  });
  return { requestType: Object.fromEntries(held) };
}

function placeFindings({ kind, code }: Publication, content: unknown): Finding[] {
  const own = content as { kind?: unknown; code?: unknown };
  if (own.kind === kind && own.code === code) return [];
  const message = `Публикуется ${kind} «${code}», а в тексте ${String(own.kind)} «${String(own.code)}»`;
  return [{ code: 'wrongPlace', level: 'error', message, todo: 'Исправьте kind и code', pointer: '/code' }];
}

export interface Import {
  /** Published because the text is new. */
  readonly published: readonly DefinitionVersion[];
  /** Already there with the very same text. */
  readonly unchanged: readonly DefinitionVersion[];
}

/** The shipped folder has errors: the platform cannot start on it. */
export class BrokenDefinitions extends Error {
  readonly findings: readonly FileFinding[];

  constructor(findings: readonly FileFinding[]) {
    const lines = findings.map(({ file, pointer, message, todo }) => `${file}${pointer}: ${message}. ${todo}`);
    super(['В определениях есть ошибки:', ...lines].join('\n'));
    this.name = 'BrokenDefinitions';
    this.findings = findings;
  }
}

/**
 * At the start: takes in from the folder what the database has never had. What an administrator has published since is
 * left alone, even when the file has changed; `importFiles` is for that.
 * @throws BrokenDefinitions
 */
export async function loadShipped(deps: DefinitionDeps, folder: string): Promise<Import> {
  const published = textsOf(deps.definitions);
  const files = await soundFiles(deps, folder, (text) => published.has(text));
  // Another process of a first start may have just done it.
  await deps.definitions.refresh();
  const missing = files.filter(({ definition }) => {
    const kind = definition?.kind;
    return isDefinitionKind(kind) && deps.definitions.findLatest(kind, definition?.code ?? '') === undefined;
  });
  return publishFiles(deps, missing, { author: null, comment: 'Поставляемый набор' });
}

/** What is published breaks something that drafts or open cases stand on, and nobody has said that it may. */
export class BreakingChanges extends Error {
  readonly differences: readonly Difference[];

  constructor(differences: readonly Difference[]) {
    super('Изменения задевают черновики и открытые заявки');
    this.name = 'BreakingChanges';
    this.differences = differences;
  }
}

export interface ImportOrder extends Signature {
  /** Breaking changes may touch drafts and open cases. */
  readonly acceptBreaking?: boolean;
}

/**
 * Every definition of a folder becomes the newest version, where its text differs.
 * @throws BrokenDefinitions, BreakingChanges; then nothing has been published
 */
export async function importFolder(deps: DefinitionDeps, folder: string, order: ImportOrder): Promise<Imported> {
  const files = await soundFiles(deps, folder);
  const set = files.flatMap(({ definition }) =>
    isDefinitionKind(definition?.kind) ? [definition as AnyDefinition] : [],
  );
  const broken = files.flatMap(({ file, definition }) =>
    followerFindings(deps, set, definition as AnyDefinition).map((finding) => ({ ...finding, file })),
  );
  if (broken.length > 0) throw new BrokenDefinitions(broken);
  const red = trialFileFindings(trialsOf(over(folderSources(files), publishedSources(deps.definitions))));
  if (red.length > 0) throw new BrokenDefinitions(red);
  const differences = await findDifferences(deps, files);
  if (touching(differences).length > 0 && order.acceptBreaking !== true) throw new BreakingChanges(differences);
  const { author, comment } = order;
  return { ...(await publishFiles(deps, files, { author, comment })), differences };
}

export interface Imported extends Import {
  readonly differences: readonly Difference[];
}

/** Paths and texts of everything published, newest versions: what `importFolder` reads back unchanged. */
export function exportAll(definitions: DefinitionStore): Map<string, string> {
  const kinds: readonly DefinitionKind[] = [
    'calendar',
    'dictionary',
    'workplace',
    'workflow',
    'requestType',
    'service',
  ];
  return new Map(
    kinds.flatMap((kind) =>
      definitions
        .list(kind)
        .flatMap(({ code, text, content }) => [
          ...(content.kind === 'requestType' ? filesOf(content) : [[pathOf(kind, code), text] as const]),
        ]),
    ),
  );
}

export interface Signature {
  readonly author: string | null;
  readonly comment: string | null;
}

/** Demo data is not versioned: it is read by who seeds it. */
async function publishFiles(deps: DefinitionDeps, files: readonly LoadedFile[], signature: Signature): Promise<Import> {
  const published: DefinitionVersion[] = [];
  const unchanged: DefinitionVersion[] = [];
  for (const { definition, text } of inOrder(files, (one) => one.definition)) {
    const kind = definition?.kind;
    if (definition === undefined || !isDefinitionKind(kind)) continue;
    const { version, created } = await publish(deps, { kind, code: definition.code, text, tested: true, ...signature });
    (created ? published : unchanged).push(version);
  }
  return { published, unchanged };
}

/** A service is published after what it names; two who publish the same wait for one another in one order. */
export function inOrder<Item>(items: readonly Item[], definitionOf: (item: Item) => LoadedFile['definition']): Item[] {
  const weight = (item: Item): string => {
    const definition = definitionOf(item);
    const after = definition?.kind !== 'service' ? 0 : definition.procedure !== undefined ? 1 : 2;
    return `${after}:${definition?.kind}:${definition?.code}`;
  };
  return items.toSorted((one, other) => (weight(one) < weight(other) ? -1 : 1));
}

/** What was published has passed the linter: an ordinary start, which finds all of its files there, need not do it again. */
function textsOf(definitions: DefinitionStore): ReadonlySet<string> {
  return new Set(definitionKinds.flatMap((kind) => definitions.versions(kind).map(({ text }) => text)));
}

async function soundFiles(
  { connections }: DefinitionDeps,
  folder: string,
  isSound?: (text: string) => boolean,
): Promise<readonly LoadedFile[]> {
  const { files, findings } = await loadFolder(folder, {
    findKind: connections?.findKind,
    ...(isSound && { isSound }),
  });
  if (hasErrors(findings)) throw new BrokenDefinitions(findings.filter(({ level }) => level === 'error'));
  return files;
}
