import { Refusal } from '../../errors.ts';
import { type Route, route } from '../../http.ts';
import { foldLooks } from './fold-views.ts';
import { lookTitle } from './look-words.ts';
import { listLooks } from './queries.ts';

const usualLimit = 200;

export const viewerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/viewers',
    summary: 'Кто смотрел заявку, её файлы и запросы; сначала новое',
    access: { permission: 'journal.read' },
    scope: 'journal.read',
    params: { id: 'uuid' },
    query: 'ViewerQuery',
    response: 'ViewerList',
    handler: async ({ session, params, query, deps, now, requestId }) => {
      const organisationId = session.organisation.id;
      const { before, limit = usualLimit } = query;
      // One who asks sees also what was looked at just now.
      await deps.accessLog.flush();
      const looks = await deps.database.inBodies([organisationId], (trx) =>
        listLooks(trx, params.id, { before, limit: limit + 1 }),
      );
      if (looks === undefined) throw new Refusal('notFound', 'Заявка не найдена: её нет, или она вам недоступна');
      const who = { at: now, organisationId, userId: session.user.id, requestId };
      deps.accessLog.record({ ...who, action: 'viewers', subjectKind: 'application', subjectId: params.id });
      const page = looks.slice(0, limit);
      const items = foldLooks(page).map(({ id, at, since, subjectId: _id, ...look }) => ({
        ...look,
        id: String(id),
        at: at.toISOString(),
        since: since.toISOString(),
        title: lookTitle(look.action),
      }));
      return { items, next: looks.length > limit ? String(page.at(-1)?.id) : null };
    },
  }),
];
