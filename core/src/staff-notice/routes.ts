import { visibleTo } from '../access/queries.ts';
import type { StaffNoticeList, StaffNoticeQuery, StaffNoticeView } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { pageById } from '../list-page.ts';
import { hiddenKinds } from '../notice-setting/choice.ts';
import { findNoticeSetting } from '../notice-setting/queries.ts';
import type { Session } from '../session/session.ts';
import { kindsOf } from './kinds.ts';
import { countNewNotices, listStaffNotices, type StaffNoticeRow } from './queries.ts';
import { markNoticesRead } from './rows.ts';

const usualLimit = 30;
const mostCounted = 100;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/notices',
    summary: 'Мои уведомления, сначала новые по времени',
    access: 'session',
    query: 'StaffNoticeQuery',
    response: 'StaffNoticeList',
    handler: ({ deps, session, query }) => listOwn(deps, session, query),
  }),
  route({
    method: 'POST',
    path: '/api/me/notices/read',
    summary: 'Отметить все мои уведомления прочитанными',
    access: 'session',
    response: 'StaffNoticeList',
    handler: async ({ deps, session, now }) => {
      await deps.database.inBodies(session.bodies, (trx) => markNoticesRead(trx, { userId: session.user.id, now }));
      return listOwn(deps, session, {});
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/notices/:id/read',
    summary: 'Отметить моё уведомление прочитанным; повтор ничего не меняет',
    access: 'session',
    params: { id: 'uuid' },
    response: 'StaffNoticeList',
    handler: async ({ deps, session, params: { id }, now }) => {
      const { bodies, user } = session;
      const marked = await deps.database.inBodies(bodies, (trx) => markNoticesRead(trx, { userId: user.id, id, now }));
      const list = await listOwn(deps, session, {});
      if (marked === 0 && !list.items.some((one) => one.id === id)) {
        throw new Refusal('notFound', 'Такого уведомления у вас нет: обновите список');
      }
      return list;
    },
  }),
];

async function listOwn(deps: Deps, session: Session, query: StaffNoticeQuery): Promise<StaffNoticeList> {
  const { status = 'all', event, after, limit = usualLimit } = query;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const whose = { userId: session.user.id, organisationId: session.organisation.id };
    const hidden = hiddenKinds(await findNoticeSetting(trx, whose));
    const own = { userId: whose.userId, visible, hidden };
    const kinds = event && kindsOf([event]);
    const page = { ...own, kinds, onlyNew: status === 'new', after, limit: limit + 1 };
    const rows = await listStaffNotices(trx, page);
    const unread = await countNewNotices(trx, own, mostCounted);
    return { ...pageById(rows, limit, viewOf), unread };
  });
}

function viewOf({ applicationId, number, open, createdAt, readAt, ...notice }: StaffNoticeRow): StaffNoticeView {
  return {
    ...notice,
    application: applicationId === null ? null : { id: applicationId, number, open },
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}
