import { visibleTo } from '../access/queries.ts';
import type { NoticeView } from '../api.gen.ts';
import { type Route, route } from '../http.ts';
import { pageById, usualPage } from '../list-page.ts';
import { finishNotice } from './commands.ts';
import { listNotices, type NoticeRow } from './queries.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/notices',
    summary: 'Уведомления заявителей, которые передают сотрудники',
    access: 'session',
    query: 'NoticeQuery',
    response: 'NoticeList',
    handler: async ({ session, query, now, requestId, deps }) => {
      const { status = 'todo', after, limit = usualPage } = query;
      const rows = await deps.database.inBodies(session.bodies, async (trx) => {
        const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
        return listNotices(trx, { visible, status, after, limit: limit + 1 });
      });
      // Each row has a person's telephone or address and what they are told.
      const who = { at: now, organisationId: session.organisation.id, userId: session.user.id, requestId };
      deps.accessLog.record({ ...who, action: 'list', subjectKind: 'notice', subjectId: null });
      return pageById(rows, limit, viewOf);
    },
  }),
  route({
    method: 'POST',
    path: '/api/notices/:id/done',
    summary: 'Отметить, что заявитель уведомлён',
    access: 'session',
    params: { id: 'uuid' },
    response: 'NoticeView',
    handler: async (call) => viewOf(await finishNotice(call, call.params.id)),
  }),
];

function viewOf({
  applicationId,
  organisationId: _organisationId,
  number,
  applicant,
  createdAt,
  doneAt,
  ...notice
}: NoticeRow): NoticeView {
  return {
    ...notice,
    application: { id: applicationId, number, applicant },
    createdAt: createdAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
  };
}
