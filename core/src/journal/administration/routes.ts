import type { ApiTypes } from '../../api.gen.ts';
import { csvMark, csvText } from '../../csv.ts';
import { type Route, route, stream } from '../../http.ts';
import type { Session } from '../../session/session.ts';
import { adminEventTitles } from '../admin-event.ts';
import { checkChains } from '../queries.ts';
import { type AdminEventRow, type AdminEventSearch, checkAdminChain, listAdminEvents } from './queries.ts';

const access = { permission: 'journal.read' } as const;
const usualLimit = 50;
/** As many as a program of tables opens without effort. */
const mostInFile = 20_000;

export const adminJournalRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/journal/administration',
    summary: 'Журнал администрирования своего органа: кто что изменил',
    access,
    query: 'AdminJournalQuery',
    response: 'AdminJournal',
    handler: async ({ deps, session, query }) => {
      const { limit = usualLimit, ...filter } = query;
      const wanted = searchOf(session, { ...filter, limit: limit + 1 });
      const rows = await deps.database.inBodies([session.organisation.id], (trx) => listAdminEvents(trx, wanted));
      const items = rows.slice(0, limit).map(eventView);
      const kinds = Object.entries(adminEventTitles).map(([type, title]) => ({ type, title }));
      return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null, kinds };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/journal/administration/csv',
    summary: 'Тот же журнал файлом CSV, не больше двадцати тысяч записей',
    access,
    query: 'AdminJournalQuery',
    response: 'stream',
    handler: async ({ deps, session, query }) => {
      const wanted = searchOf(session, { ...query, limit: mostInFile });
      const rows = await deps.database.inBodies([session.organisation.id], (trx) => listAdminEvents(trx, wanted));
      const heading = ['№', 'когда (UTC)', 'кто', 'что', 'над чем', 'содержание', 'хеш цепочки'];
      const lines = rows
        .map(eventView)
        .map((one) => [
          ...[
            one.seq,
            one.at,
            one.actor ?? 'командная строка',
            one.title,
            one.subject ?? '',
            JSON.stringify(one.payload),
          ],
          one.chainHash,
        ]);
      return stream(Buffer.from(csvMark + csvText([heading, ...lines])), {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="journal.csv"',
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/journal/check',
    summary: 'Проверить цепочки журналов своего органа: заявок и администрирования',
    access,
    response: 'JournalCheck',
    handler: ({ deps, session }) =>
      deps.database.inBodies([session.organisation.id], async (trx) => {
        const administration = await checkAdminChain(trx);
        const { rows, badRows, first } = await checkChains(trx, 1);
        return {
          administration: { rows: administration.rows, firstBad: administration.firstBad },
          applications: { rows, badRows, firstBad: first[0] ?? null },
        };
      }),
  }),
];

function searchOf(
  { organisation }: Session,
  wanted: Omit<AdminEventSearch, 'timeZone' | 'before'> & { readonly after?: number },
): AdminEventSearch {
  const { after, ...rest } = wanted;
  return { ...rest, before: after, timeZone: organisation.timeZone };
}

function eventView(row: AdminEventRow): ApiTypes['AdminEvent'] {
  const { seq, type, at, actor, subject, payload, chainHash } = row;
  const title = adminEventTitles[type] ?? type;
  return { seq, type, title, at: at.toISOString(), actor, subject, payload: JSON.parse(payload), chainHash };
}
