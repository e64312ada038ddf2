import { visibleTo } from '../../access/queries.ts';
import type { Transaction } from '../../db.ts';
import { together } from '../../db-batch.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { insertViews } from '../../journal/rows.ts';
import { languageOf } from '../../preference/queries.ts';
import { titleOf } from '../../rule/title.ts';
import { findActor } from '../../session/queries.ts';
import type { Session } from '../../session/session.ts';
import { listFilterOf } from '../list/list.ts';
import { orderOf, parseSort } from '../list/order.ts';
import { type ListRow, listPage } from '../list/page/queries.ts';
import { countEach } from '../list/queries.ts';
import type { Start } from '../list/stretches.ts';
import { getPinned } from '../pinned.ts';
import { getState } from '../workflow.ts';
import { columnIn, type ExportRow } from './cells.ts';
import { openCsv } from './csv.ts';
import type { ClaimedExport } from './queries.ts';
import { claimExport, insertPart, noteProgress } from './rows.ts';
import type { TableWriter } from './writer.ts';
import { openXlsx } from './xlsx.ts';

const rowsOfPage = 1_000;
const mostCounted = 10_000_000;
/** Tries of the queue before the person is told that it failed. */
const tries = 3;

export interface ExportJobData {
  readonly id: string;
  readonly organisationId: string;
}

interface Attempt {
  readonly attempt: number;
  readonly signal: AbortSignal;
}

/** Another works on it now, or it was taken back. */
class NoLonger extends Error {}

/** Page by page as the person who asked, with what they may see at that moment. */
export async function runExport(deps: Deps, data: ExportJobData, { attempt, signal }: Attempt): Promise<void> {
  const inBody = <T>(work: (trx: Transaction) => Promise<T>) => deps.database.inBodies([data.organisationId], work);
  const claimed = await inBody((trx) => claimExport(trx, data.id));
  if (claimed === undefined) return;
  try {
    const session = await findActor(deps.database, claimed, deps.clock());
    if (session === undefined) throw new Refusal('forbidden', 'Сотрудник больше не работает в ведомстве');
    await write({ deps, session, claimed, signal });
  } catch (error) {
    if (error instanceof NoLonger) return;
    const told = error instanceof Refusal;
    if (!told && attempt < tries) throw error;
    if (!told) deps.log.error({ err: error, export: data.id }, 'export failed');
    const reason = told ? error.message : 'Не удалось прочитать список. Выгрузите его заново';
    await inBody((trx) => noteProgress(trx, claimed, { finish: { at: deps.clock(), status: 'failed', reason } }));
  }
}

interface Writing {
  readonly deps: Deps;
  readonly session: Session;
  readonly claimed: ClaimedExport;
  readonly signal: AbortSignal;
}

async function write({ deps, session, claimed, signal }: Writing): Promise<void> {
  const { content, organisationId } = claimed;
  const columns = content.columns.length > 0 ? content.columns : columnsOf(deps, session);
  const translate = await languageOf(deps, claimed.userId);
  const heads = columns.map((code) => columnIn(code, translate));
  const writer: TableWriter = claimed.format === 'csv' ? openCsv(heads) : openXlsx(heads);
  const order = orderOf(parseSort(content.sort));
  const look = { deps, session, now: deps.clock() };
  const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
  let start: Start | undefined;
  let done = 0;
  let size = 0;
  for (let position = 0; ; position += 1) {
    signal.throwIfAborted();
    const page = await deps.database.inBodies(session.bodies, async (trx) => {
      const filter = await listFilterOf(look, trx, { tab: content.tab, ...content.filters });
      const found = position === 0 ? await countEach(trx, visible, { filters: [filter], most: mostCounted }) : [];
      const rows = await listPage(trx, { visible, filter, bodies: session.bodies, order, start, limit: rowsOfPage });
      return { rows: await exportRows(deps, trx, rows), last: rows.at(-1), found: found[0] };
    });
    for (const row of page.rows) writer.write(heads.map(({ cell }) => cell(row)));
    const over = page.rows.length < rowsOfPage;
    if (over) writer.end();
    const bytes = Buffer.concat(writer.take());
    done += page.rows.length;
    size += bytes.length;
    await deps.database.inBodies([organisationId], async (trx) => {
      const found = page.found === undefined ? {} : { found: page.found };
      const finish = over ? { finish: { at: deps.clock(), status: 'done' } as const } : {};
      if (!(await noteProgress(trx, claimed, { ...found, rowsDone: done, size, ...finish }))) throw new NoLonger();
      await insertPart(trx, { id: claimed.id, organisationId, position, content: bytes });
      if (over) await together(trx, [insertViews([recordOf({ deps, claimed, done })])]);
    });
    if (over || page.last === undefined) return;
    start = { place: page.last.place, including: false };
  }
}

/** Who has taken out how many, in which format, by which conditions; what was looked for by name is in the row's own words. */
function recordOf({ deps, claimed, done }: Pick<Writing, 'deps' | 'claimed'> & { readonly done: number }) {
  const { organisationId, userId, format, id } = claimed;
  const subjectId = `${id} ${format}: ${done}`;
  return {
    at: deps.clock(),
    organisationId,
    userId,
    action: 'export',
    subjectKind: 'export',
    subjectId,
    requestId: null,
  };
}

function columnsOf({ definitions }: Deps, { organisation }: Session) {
  return definitions.latest('workplace', organisation.workplace).content.columns.map(({ code }) => code);
}

async function exportRows(deps: Deps, trx: Transaction, rows: readonly ListRow[]): Promise<ExportRow[]> {
  const shown: ExportRow[] = [];
  for (const row of rows) {
    const { service, workflow } = await getPinned(deps.definitions, row, trx);
    const { number, registeredAt, createdAt, dueDate, source, timeZone } = row;
    shown.push({
      ...{ number, registeredAt, createdAt, dueDate, source, timeZone },
      serviceTitle: titleOf(service.shortTitle ?? service.title, 'ru'),
      stateTitle: titleOf(getState(workflow, row.state).title, 'ru'),
      applicant: row.listApplicant,
      executor: row.executor?.name ?? '',
      address: row.listAddress,
      submittedBy: row.listSubmittedBy,
      duty: row.listDuty,
    });
  }
  return shown;
}
