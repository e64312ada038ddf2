import type { DefinitionKind } from '@reglament/format';
import type { Database } from '../db.ts';
import type { Change } from './compare/change.ts';
import { compareDefinitions } from './compare/compare.ts';
import type { LoadedFile } from './load.ts';
import { isDefinitionKind } from './parse.ts';
import { countTouched } from './queries.ts';
import type { DefinitionStore } from './store.ts';

/** A change with the cases that stand on older versions and that it speaks of. They keep their version; drafts are offered the new one. */
export interface CountedChange extends Change {
  readonly drafts: number;
  readonly openCases: number;
}

export interface Difference {
  readonly kind: DefinitionKind;
  readonly code: string;
  /** The version in force, which the changes are against. */
  readonly version: number;
  readonly changes: readonly CountedChange[];
}

interface Deps {
  readonly database: Database;
  readonly definitions: DefinitionStore;
}

/** What the files of a folder change in what is published: only definitions that are there already and differ. */
export async function findDifferences(deps: Deps, files: readonly LoadedFile[]): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { definition } of files) {
    if (definition === undefined || definition.kind === 'demo' || !isDefinitionKind(definition.kind)) continue;
    const { kind, code } = definition;
    const published = deps.definitions.findLatest(kind, code);
    if (published === undefined) continue;
    const changes = compareDefinitions(published.content, definition);
    if (changes.length === 0) continue;
    found.push({ kind, code, version: published.version, changes: await counted(deps, { kind, code, changes }) });
  }
  return found;
}

interface Uncounted {
  readonly kind: DefinitionKind;
  readonly code: string;
  readonly changes: readonly Change[];
}

/** Cases of every body: what a definition changes, it changes for all of them. Only breaking changes are counted. */
async function counted({ database, definitions }: Deps, { kind, code, changes }: Uncounted): Promise<CountedChange[]> {
  const none = changes.map((change) => ({ ...change, drafts: 0, openCases: 0 }));
  if (!changes.some((change) => change.breaking)) return none;
  const uses = kind === 'dictionary' ? usesOfDictionary(definitions, code) : [];
  return database.asOwner(async (trx) => {
    const found: CountedChange[] = [];
    for (const change of none) {
      const { touches } = change;
      found.push(change.breaking ? { ...change, ...(await countTouched(trx, { kind, code, touches, uses })) } : change);
    }
    return found;
  });
}

/** Fields of services that are answered from a dictionary. */
function usesOfDictionary(definitions: DefinitionStore, code: string): { service: string; field: string }[] {
  return definitions
    .list('service')
    .flatMap(({ code: service, content }) =>
      Object.entries(content.form.ui ?? {}).flatMap(([field, ui]) =>
        ui.dictionary === code ? [{ service, field }] : [],
      ),
    );
}

/** Breaking changes that some draft or open case is touched by. */
export function touching(differences: readonly Difference[]): CountedChange[] {
  return differences.flatMap(({ changes }) => changes.filter((one) => one.breaking && one.drafts + one.openCases > 0));
}
