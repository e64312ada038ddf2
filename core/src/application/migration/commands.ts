import type { ApiTypes } from '../../api.gen.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { titleOf } from '../../rule/title.ts';
import { fullName, type Session } from '../../session/session.ts';
import { systemSession } from '../../session/system-session.ts';
import { contextOf, ruleContext } from '../case-context.ts';
import { listColumns } from '../content.ts';
import { type Held, hold, type Work } from '../hold.ts';
import { getPinned, latestPinned, type Pinned, type PinnedIds } from '../pinned.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';
import { getState } from '../workflow.ts';
import { type CasePlan, type Correspondence, planFor, withRenames } from './plan.ts';
import { planView } from './plan-view.ts';
import { listOldCases, listOldGroups, type OldCase } from './queries.ts';
import { mayFollow } from './state-map.ts';

type Item = ApiTypes['MigratedCase'];

/** In one answer, unless fewer are asked for; the next page goes on from the last. */
const PAGE = 200;

interface Call {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** What has to be decided before the cases of the body move. @throws Refusal unknownService */
export async function readMigrationPlan(
  { deps, session }: Omit<Call, 'now'>,
  code: string,
): Promise<ApiTypes['CaseMigrationPlan']> {
  const { pinned, ids } = latestPinned(deps.definitions, code);
  const groups = await deps.database.inBodies(systemSession(session.organisation).bodies, async (trx) => {
    const found = await listOldGroups(trx, { service: code, ...ids });
    return Promise.all(
      found.map(async ({ state, cases, ...old }) => ({
        ...{ state, cases },
        pinned: await getPinned(deps.definitions, old, trx),
      })),
    );
  });
  return planView(groups, pinned);
}

/**
 * Moves the registered cases of the body to the versions in force, each in a transaction of its own, or only says what would
 * become of each. What does not fit stays on its version, with the reason.
 * @throws Refusal unknownService, invalidBody for a rename or a state that leads nowhere
 */
export async function migrateCases(
  { deps, session, now }: Call,
  code: string,
  order: ApiTypes['CaseMigration'],
): Promise<ApiTypes['CaseMigrationResult']> {
  const { pinned, ids } = latestPinned(deps.definitions, code);
  const { renames = [], states = [], limit = PAGE, comment, dryRun } = order;
  refuseNowhere({ renames, states }, pinned);
  const correspondence = { renames: tableOf(renames), states: tableOf(states) };
  const system = systemSession(session.organisation);
  const found = await deps.database.inBodies(system.bodies, (trx) =>
    listOldCases(trx, { service: code, ...ids, after: order.after, limit: limit + 1 }),
  );
  const items: Item[] = [];
  for (const one of found.slice(0, limit)) {
    const moving = { pinned, ids, ...correspondence, comment, by: fullName(session.user), dryRun };
    items.push(
      await deps.database.inBodies(system.bodies, (trx) => moveOne({ deps, session: system, trx, now }, one, moving)),
    );
  }
  return {
    serviceVersion: pinned.serviceVersion,
    workflowVersion: pinned.workflowVersion,
    items,
    next: found.length > limit ? (items.at(-1)?.id ?? null) : null,
  };
}

function tableOf<To>(pairs: readonly { readonly from: string; readonly to: To }[]): Readonly<Record<string, To>> {
  return Object.fromEntries(pairs.map(({ from, to }) => [from, to]));
}

interface Moving extends Correspondence {
  readonly pinned: Pinned;
  readonly ids: PinnedIds;
  readonly comment: string;
  readonly by: string;
  readonly dryRun: boolean;
}

async function moveOne(work: Work, { id, number }: OldCase, moving: Moving): Promise<Item> {
  const held = await hold(work, { id });
  const plan = planFor(held, moving.pinned, moving);
  const before = stateTitle(held.pinned, held.record.state);
  const nothing = { id, number, state: before, newState: before, lost: [], asked: [] };
  if (!plan.fits) return { ...nothing, outcome: 'stays', reason: plan.reason };
  if (!moving.dryRun) await write(work, held, { moving, plan });
  const { lost, asked } = plan.reconciled;
  return {
    ...nothing,
    outcome: moving.dryRun ? 'fits' : 'moved',
    reason: null,
    newState: stateTitle(moving.pinned, plan.state.code),
    lost: lost.map(({ title, text, reason }) => ({ title, text, reason })),
    asked: asked.map(({ title }) => title),
  };
}

interface Writing {
  readonly moving: Moving;
  readonly plan: Extract<CasePlan, { fits: true }>;
}

/** The due date stays: the term began under the regulation of its day. */
async function write(work: Work, held: Held, { moving, plan }: Writing): Promise<void> {
  const { pinned, ids, renames, comment, by } = moving;
  const { kept, lost } = plan.reconciled;
  const { id, organisationId } = held.record;
  const { code: state, phase } = plan.state;
  const accepted = withRenames(held.record.accepted, renames);
  const changed = { ...ids, state, phase, answers: kept, accepted };
  const row = { ...held.record, ...changed };
  const rules = ruleContext(contextOf({ ...held.parts, pinned, record: row }));
  const version = await updateApplication(
    work.trx,
    { id, now: work.now },
    { ...changed, ...listColumns(pinned, row, rules) },
  );
  const payload = {
    ...{ comment, by, renames },
    from: { service: held.pinned.serviceVersion, workflow: held.pinned.workflowVersion },
    to: { service: pinned.serviceVersion, workflow: pinned.workflowVersion },
    ...(state === held.record.state
      ? {}
      : { placed: { from: stateTitle(held.pinned, held.record.state), to: stateTitle(pinned, state) } }),
    changes: lost.map(({ field, title, reason }) => ({
      field: `answers.${field}`,
      ...{ title, reason },
      before: held.record.answers[field] ?? null,
      after: null,
    })),
  };
  await record(work, { id, organisationId, version, state }, { type: 'migrated', payload });
}

function stateTitle({ workflow }: Pinned, code: string): string {
  return titleOf(getState(workflow, code).title, 'ru');
}

type Decided = Required<Pick<ApiTypes['CaseMigration'], 'renames' | 'states'>>;

/** A misprint would leave every case where it is, or lose its answers: it is told before anything moves. */
function refuseNowhere({ renames, states }: Decided, { service, workflow }: Pinned): void {
  const { properties } = service.form.schema;
  refuseFirst('renames', renames, ({ from, to }) =>
    Object.hasOwn(properties, to) ? undefined : `Поля «${to}» в новой версии нет: исправьте, чем стало «${from}»`,
  );
  refuseFirst('states', states, ({ from, to }) =>
    to === null || workflow.states.some((one) => one.code === to && mayFollow(one.phase, one))
      ? undefined
      : `В новой версии процесса нет состояния «${to}», в котором ждала бы открытая заявка: исправьте, чем стало «${from}»`,
  );
}

function refuseFirst<Pair>(
  part: keyof Decided,
  pairs: readonly Pair[],
  wrong: (pair: Pair) => string | undefined,
): void {
  const index = pairs.findIndex((pair) => wrong(pair) !== undefined);
  const pair = pairs[index];
  const message = pair && wrong(pair);
  if (message === undefined) return;
  const code = part === 'renames' ? 'unknownField' : 'unknownState';
  throw new Refusal('invalidBody', message, {
    problems: [{ field: 'to', pointer: `/${part}/${index}/to`, code, message }],
  });
}
