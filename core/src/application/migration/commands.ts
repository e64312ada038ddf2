import type { ApiTypes } from '../../api.gen.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { fullName, type Session } from '../../session/session.ts';
import { systemSession } from '../../session/system-session.ts';
import { contextOf, ruleContext } from '../case-context.ts';
import { listColumns } from '../content.ts';
import { type Held, hold, type Work } from '../hold.ts';
import { latestPinned, type Pinned, type PinnedIds } from '../pinned.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';
import { type CasePlan, planFor, type Renames, withRenames } from './plan.ts';
import { listOldCases, type OldCase } from './queries.ts';

type Item = ApiTypes['MigratedCase'];

/** In one answer; the next page goes on from the last. */
const PAGE = 200;

interface Call {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/**
 * Moves the registered cases of the body to the versions in force, each in a transaction of its own, or only says what would
 * become of each. What does not fit stays on its version, with the reason.
 * @throws Refusal unknownService, invalidBody for a rename that leads nowhere
 */
export async function migrateCases(
  { deps, session, now }: Call,
  code: string,
  order: ApiTypes['CaseMigration'],
): Promise<ApiTypes['CaseMigrationResult']> {
  const { pinned, ids } = latestPinned(deps.definitions, code);
  refuseNowhere(order.renames ?? [], pinned);
  const renames: Renames = Object.fromEntries((order.renames ?? []).map(({ from, to }) => [from, to]));
  const system = systemSession(session.organisation);
  const found = await deps.database.inBodies(system.bodies, (trx) =>
    listOldCases(trx, { service: code, ...ids, after: order.after, limit: PAGE + 1 }),
  );
  const items: Item[] = [];
  for (const one of found.slice(0, PAGE)) {
    const moving = { pinned, ids, renames, comment: order.comment, by: fullName(session.user), dryRun: order.dryRun };
    items.push(
      await deps.database.inBodies(system.bodies, (trx) => moveOne({ deps, session: system, trx, now }, one, moving)),
    );
  }
  return {
    serviceVersion: pinned.serviceVersion,
    workflowVersion: pinned.workflowVersion,
    items,
    next: found.length > PAGE ? (items.at(-1)?.id ?? null) : null,
  };
}

interface Moving {
  readonly pinned: Pinned;
  readonly ids: PinnedIds;
  readonly renames: Renames;
  readonly comment: string;
  readonly by: string;
  readonly dryRun: boolean;
}

async function moveOne(work: Work, { id, number }: OldCase, moving: Moving): Promise<Item> {
  const held = await hold(work, { id });
  const plan = planFor(held, moving.pinned, moving.renames);
  const stateTitle = held.record.state;
  const nothing = { id, number, state: stateTitle, lost: [], asked: [] };
  if (!plan.fits) return { ...nothing, outcome: 'stays', reason: plan.reason };
  if (!moving.dryRun) await write(work, held, { moving, plan });
  const { lost, asked } = plan.reconciled;
  return {
    ...nothing,
    outcome: moving.dryRun ? 'fits' : 'moved',
    reason: null,
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
  const { id, organisationId, state } = held.record;
  const accepted = withRenames(held.record.accepted, renames);
  const row = { ...held.record, ...ids, answers: kept, accepted };
  const rules = ruleContext(contextOf({ ...held.parts, pinned, record: row }));
  const columns = { ...ids, answers: kept, accepted, ...listColumns(pinned, row, rules) };
  const version = await updateApplication(work.trx, { id, now: work.now }, columns);
  const payload = {
    ...{ comment, by, renames },
    from: { service: held.pinned.serviceVersion, workflow: held.pinned.workflowVersion },
    to: { service: pinned.serviceVersion, workflow: pinned.workflowVersion },
    changes: lost.map(({ field, title, reason }) => ({
      field: `answers.${field}`,
      ...{ title, reason },
      before: held.record.answers[field] ?? null,
      after: null,
    })),
  };
  await record(work, { id, organisationId, version, state }, { type: 'reconciled', payload });
}

function refuseNowhere(renames: NonNullable<ApiTypes['CaseMigration']['renames']>, { service }: Pinned): void {
  const { properties } = service.form.schema;
  const index = renames.findIndex(({ to }) => !Object.hasOwn(properties, to));
  const wrong = renames[index];
  if (wrong === undefined) return;
  const message = `Поля «${wrong.to}» в новой версии нет: исправьте, чем стало «${wrong.from}»`;
  throw new Refusal('invalidBody', message, {
    problems: [{ field: 'to', pointer: `/renames/${index}/to`, code: 'unknownField', message }],
  });
}
