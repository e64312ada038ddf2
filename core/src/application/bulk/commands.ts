import { visibleTo } from '../../access/queries.ts';
import type { BulkRun, BulkRunList, NewBulkRun } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { restartStopped, troublesOf } from '../../job/commands.ts';
import { titleOf } from '../../rule/title.ts';
import type { JsonObject } from '../../rule/value.ts';
import type { Session } from '../../session/session.ts';
import { listFilterOf } from '../list/list.ts';
import { orderOf, parseSort } from '../list/order.ts';
import { listPage } from '../list/page/queries.ts';
import { type BulkRunRow, findRun, isUnderWay, listOutcomes, listRuns, listVisibleIds } from './queries.ts';
import { insertRun, insertTargets, lockRun, moveRun } from './rows.ts';

export const bulkJob = 'bulk-run';
const most = 1000;
const mostShown = 30;

interface Asking {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Takes down what was chosen and has each checked; nothing is done yet. The same key again gives the same run. @throws Refusal */
export async function askRun(asking: Asking, wanted: NewBulkRun): Promise<BulkRun> {
  const { deps, session, now } = asking;
  const organisationId = session.organisation.id;
  const id = wanted.key.toLowerCase();
  await deps.database.inBodies(session.bodies, async (trx) => {
    const { action, input = {} } = wanted;
    const run = {
      id,
      organisationId,
      userId: session.user.id,
      action,
      input: input as JsonObject,
      now,
    };
    if (await insertRun(trx, run)) {
      const targets = await targetsOf(asking, trx, wanted);
      if (targets.length === 0) throw new Refusal('notFound', 'Заявок не найдено: обновите список и выберите снова');
      await insertTargets(trx, run, targets);
      await enqueue(deps, trx, run);
    }
  });
  return getRun(asking, id);
}

export async function getRun({ deps, session }: Pick<Asking, 'deps' | 'session'>, id: string): Promise<BulkRun> {
  const view = await deps.database.inBodies(session.bodies, async (trx) => viewOf(trx, await ownRun(trx, session, id)));
  const troubles = await troublesOf(deps, bulkJob, isUnderWay(view) ? [view.id] : []);
  return { ...view, trouble: troubles.get(view.id) ?? null };
}

/** What one has begun lately, under way or over. */
export async function listOwnRuns({ deps, session }: Pick<Asking, 'deps' | 'session'>): Promise<BulkRunList> {
  const whose = { userId: session.user.id, organisationId: session.organisation.id, limit: mostShown };
  const items = await deps.database.inBodies(session.bodies, async (trx) => {
    const found: Omit<BulkRunList['items'][number], 'trouble'>[] = [];
    for (const { workflowVersionId, createdAt, finishedAt, ...run } of await listRuns(trx, whose)) {
      const { content } = await deps.definitions.get('workflow', workflowVersionId, trx);
      const named = content.actions.find(({ code }) => code === run.action)?.title;
      const at = { createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
      found.push({ ...run, ...at, title: named === undefined ? run.action : titleOf(named, 'ru') });
    }
    return found;
  });
  const underWay = items.filter(isUnderWay).map(({ id }) => id);
  const troubles = await troublesOf(deps, bulkJob, underWay);
  return { items: items.map((item) => ({ ...item, trouble: troubles.get(item.id) ?? null })) };
}

/** Does what was checked. A repeat changes nothing. @throws Refusal */
export async function startRun({ deps, session }: Asking, id: string): Promise<BulkRun> {
  await deps.database.inBodies(session.bodies, async (trx) => {
    const run = await ownRun(trx, session, id);
    if (run.status === 'checking') throw new Refusal('stateConflict', 'Заявки ещё проверяются: дождитесь окончания');
    if (run.status === 'cancelled') throw new Refusal('stateConflict', 'Действие отменено: выберите заявки снова');
    if (await moveRun(trx, { id, from: ['checked'] }, { status: 'running' })) await enqueue(deps, trx, run);
  });
  return getRun({ deps, session }, id);
}

/** Goes on where its job has died. While one works on it, and when it is over, nothing changes. @throws Refusal */
export async function retryRun({ deps, session }: Asking, id: string): Promise<BulkRun> {
  const organisationId = session.organisation.id;
  await deps.database.asOwner(async (trx) => {
    const held = await lockRun(trx, { id, organisationId, userId: session.user.id });
    if (held && isUnderWay(held)) await restartStopped(deps, trx, { name: bulkJob, work: { id, organisationId } });
  });
  return getRun({ deps, session }, id);
}

/** What is done stays done; the rest is left alone. A repeat changes nothing. @throws Refusal */
export async function cancelRun({ deps, session, now }: Asking, id: string): Promise<BulkRun> {
  await deps.database.inBodies(session.bodies, async (trx) => {
    await ownRun(trx, session, id);
    await moveRun(trx, { id, from: ['checking', 'checked', 'running'] }, { status: 'cancelled', finishedAt: now });
  });
  return getRun({ deps, session }, id);
}

async function enqueue(
  { jobs }: Deps,
  trx: Transaction,
  { id, organisationId }: Pick<BulkRunRow, 'id' | 'organisationId'>,
): Promise<void> {
  await jobs.enqueue(trx, { name: bulkJob, data: { id, organisationId } });
}

interface Target {
  readonly id: string;
  readonly version: number;
}

/** Only what the person may see; the versions are those that they saw, or that there are now. */
async function targetsOf(
  { deps, session, now }: Asking,
  trx: Transaction,
  wanted: NewBulkRun,
): Promise<readonly Target[]> {
  const { rows, found } = wanted;
  if ((rows === undefined) === (found === undefined)) {
    throw new Refusal('invalidBody', 'Укажите или заявки (rows), или список, который их показывает (found)');
  }
  const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
  if (found !== undefined) {
    const filter = await listFilterOf({ deps, session, now }, trx, { tab: found.tab, ...found.filters });
    return listPage(trx, {
      visible,
      filter,
      bodies: session.bodies,
      order: orderOf(parseSort(found.sort)),
      limit: most,
    });
  }
  const chosen = new Map((rows ?? []).map((row) => [row.id.toLowerCase(), row.version]));
  const seen = await listVisibleIds(trx, [...chosen.keys()], visible);
  return [...chosen].filter(([id]) => seen.has(id)).map(([id, version]) => ({ id, version }));
}

/** Another's is not told from one that never was. */
async function ownRun(trx: Transaction, { user, organisation }: Session, id: string): Promise<BulkRunRow> {
  const run = await findRun(trx, id);
  if (run?.userId === user.id && run.organisationId === organisation.id) return run;
  throw new Refusal('notFound', 'Такого действия у вас нет: выберите заявки снова');
}

async function viewOf(trx: Transaction, { id, action, status }: BulkRunRow): Promise<Omit<BulkRun, 'trouble'>> {
  const rows = await listOutcomes(trx, id);
  const count = (wanted: string) => rows.filter((row) => row.status === wanted).length;
  const counts = {
    waiting: count('waiting'),
    ready: count('ready'),
    closed: count('closed'),
    done: count('done'),
    refused: count('refused'),
  };
  return { id, action, status, counts, rows };
}
