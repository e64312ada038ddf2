import type { ApiTypes } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { Finding } from '../../definition/finding.ts';
import { followerFindings } from '../../definition/followers.ts';
import { findDifferences } from '../../definition/impact.ts';
import { knownOver } from '../../definition/in-force.ts';
import type { AnyDefinition } from '../../definition/lint/places.ts';
import { lintDefinition } from '../../definition/lint.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { lockOpenDraft } from '../edit.ts';
import { type DraftRow, findDraft } from '../queries.ts';
import { shapeFindings } from '../shape.ts';

/** Drafts that are published together: the one that was asked about, then the others. */
export type DraftSet = readonly [DraftRow, ...DraftRow[]];

type LintDeps = Pick<Deps, 'definitions' | 'connections'>;

/** To look at them. @throws Refusal notFound */
export async function readSet(trx: Transaction, ids: readonly string[]): Promise<DraftSet> {
  return setOf(ids, async (id) => {
    const draft = await findDraft(trx, id);
    if (draft === undefined) throw new Refusal('notFound', 'Такого черновика нет.');
    return draft;
  });
}

/** To publish them: locked in one order, so that two sets wait for one another. @throws Refusal notFound, stateConflict */
export async function lockSet(trx: Transaction, ids: readonly string[]): Promise<DraftSet> {
  const locked = new Map<string, DraftRow>();
  for (const id of ids.toSorted()) locked.set(id, await lockOpenDraft(trx, id));
  return setOf(ids, async (id) => locked.get(id) as DraftRow);
}

async function setOf(ids: readonly string[], read: (id: string) => Promise<DraftRow>): Promise<DraftSet> {
  const [first, ...rest] = [...new Set(ids)];
  if (first === undefined) throw new Error('a set of drafts has one at least');
  const others: DraftRow[] = [];
  const lead = await read(first);
  for (const id of rest) others.push(await read(id));
  return [lead, ...others];
}

/** What the linter says of a draft, as if the others of the set were published already. */
export function lintInSet(draft: DraftRow, set: DraftSet, { definitions, connections }: LintDeps): Finding[] {
  const sound = set.filter(({ kind, text }) => shapeFindings(kind, JSON.parse(text)).length === 0).map(contentOf);
  const content = contentOf(draft);
  return [
    ...lintDefinition(content, knownOver(definitions, sound), connections.findKind),
    ...(sound.length === set.length ? followerFindings({ definitions, connections }, sound, content) : []),
  ];
}

export async function countedChanges(deps: Deps, draft: DraftRow): Promise<ApiTypes['DefinitionChangeView'][]> {
  const file = { file: '', kind: draft.kind, text: draft.text, definition: contentOf(draft) };
  const changes = (await findDifferences(deps, [file])).flatMap((one) => one.changes);
  return changes.map(({ code, pointer, message, breaking, drafts, openCases }) => ({
    ...{ code, pointer, message, breaking, drafts, openCases },
  }));
}

export function contentOf(draft: DraftRow): AnyDefinition {
  return JSON.parse(draft.text) as AnyDefinition;
}

/** The version in force, when it is not the one that the draft was begun from. */
export function baseMoved(
  { definitions }: Pick<Deps, 'definitions'>,
  { kind, code, baseVersion }: DraftRow,
): number | null {
  const latest = definitions.findLatest(kind, code)?.version ?? null;
  return latest === baseVersion ? null : latest;
}
