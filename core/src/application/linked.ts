import { functionsFor } from '../access/grant.ts';
import { reads } from '../access/policy.ts';
import { placesOf } from '../access/queries.ts';
import type { ApplicationCard } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { placeOf } from './case-context.ts';
import type { WorkflowContext } from './facts.ts';
import { offeredProcedures } from './offered-procedures.ts';
import { getPinned, latestPinned, type Pinned } from './pinned.ts';
import { findProcedureProblem } from './procedure.ts';
import { askLinked, type CardRow, type LinkedRow } from './queries.ts';
import { getState, mayCreate } from './workflow.ts';

/** Who looks. */
interface Look {
  readonly deps: Deps;
  readonly session: Session;
}

/** The application whose card is shown. */
interface Shown {
  readonly row: CardRow;
  readonly pinned: Pinned;
  readonly context: WorkflowContext;
}

type Linked = Pick<ApplicationCard, 'parent' | 'linked' | 'procedures'>;

/** The applications that hang together with this one, and the procedures that this person may begin on it. */
export async function linkedOf(look: Look, one: Shown): Promise<Linked> {
  const { row, pinned } = one;
  const { onlooker } = one.context.actor;
  const codes = onlooker ? [] : offeredProcedures(look.deps.definitions, { serviceCode: row.serviceCode, pinned });
  if (row.parentId === null && !onlooker && (codes.length === 0 || row.registeredAt === null)) {
    return { parent: null, linked: [], procedures: [] };
  }
  const rows = await readLinked(look, row);
  const views = new Map<string, Linked['linked'][number]>();
  for (const other of rows) {
    const view = await viewOf(look, other);
    if (view !== undefined) views.set(other.id, view);
  }
  const children = rows.filter(({ parentId }) => parentId === row.id);
  return {
    parent: (row.parentId && views.get(row.parentId)) || null,
    linked: children.flatMap(({ id }) => views.get(id) ?? []),
    procedures: (one.context.application.destroyed ? [] : codes).flatMap((code) =>
      proceduresOf(look, one, { code, children }),
    ),
  };
}

/** Few applications hang together with others, so that it is asked for only where the card says so. */
async function readLinked({ deps, session }: Look, row: CardRow): Promise<readonly LinkedRow[]> {
  if (row.parentId === null && !row.hasProcedures) return [];
  const [rows] = await deps.database.inBodiesAtOnce(session.bodies, [askLinked(row.id)]);
  return rows;
}

/** Nothing of an application that this person may not see. */
async function viewOf({ deps, session }: Look, row: LinkedRow) {
  const pinned = await getPinned(deps.definitions, row);
  const procedures = await placesOf(deps.definitions, row.procedures);
  if (!reads(session, { ...placeOf(row, pinned), procedures })) return undefined;
  const title = titleOf(pinned.service.title, 'ru');
  const stateTitle = titleOf(getState(pinned.workflow, row.state).title, 'ru');
  return {
    id: row.id,
    number: row.number,
    title,
    stateTitle,
    phase: row.phase,
    createdAt: row.createdAt.toISOString(),
  };
}

interface Wanted {
  readonly code: string;
  readonly children: readonly LinkedRow[];
}

function proceduresOf(
  { deps, session }: Look,
  { row, context }: Shown,
  { code, children }: Wanted,
): Linked['procedures'] {
  const { pinned } = latestPinned(deps.definitions, code);
  const { procedure } = pinned.service;
  // The body provides the service of the application; its procedures come with that.
  const held = functionsFor(session.grants, { ...row, serviceCode: code });
  if (procedure === undefined || !mayCreate(pinned.workflow, held)) return [];
  const open = children.find((one) => one.serviceCode === code && one.closedAt === null);
  const problem = findProcedureProblem(procedure, {
    phase: row.phase,
    decision: context.facts.decision,
    open: open && (open.number ?? ''),
  });
  const reason = problem === undefined ? {} : { reason: { code: 'procedureClosed', text: problem } };
  return [{ code, title: titleOf(procedure.button, 'ru'), open: problem === undefined, ...reason }];
}
