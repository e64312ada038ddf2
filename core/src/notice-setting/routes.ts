import type { NoticeSettingView } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { type Route, route } from '../http.ts';
import type { Session } from '../session/session.ts';
import { noticeEvents } from '../staff-notice/kinds.ts';
import { choiceOf, mailedKinds, type NoticeSetting } from './choice.ts';
import { findNoticeSetting } from './queries.ts';
import { saveNoticeSetting } from './rows.ts';

export const noticeSettingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/notice-setting',
    summary: 'О чём меня уведомлять: в интерфейсе, на почту; тихие часы',
    access: 'session',
    response: 'NoticeSettingView',
    handler: ({ deps, session }) =>
      deps.database.inBodies(session.bodies, async (trx) => viewOf(await findNoticeSetting(trx, whoseIs(session)))),
  }),
  route({
    method: 'PUT',
    path: '/api/me/notice-setting',
    summary: 'Выбрать, о чём меня уведомлять; не названное – как обычно: в интерфейсе и в сводке',
    access: 'session',
    body: 'NoticeSettingView',
    response: 'NoticeSettingView',
    handler: ({ deps, session, body, now }) => save({ deps, session, now }, body),
  }),
];

function save(
  { deps, session, now }: { readonly deps: Deps; readonly session: Session; readonly now: Date },
  { events, quiet }: NoticeSettingView,
): Promise<NoticeSettingView> {
  const chosen: NoticeSetting = {
    events: Object.fromEntries(events.map(({ event, shown, mail }) => [event, { shown, mail }])),
    quiet,
  };
  const whose = whoseIs(session);
  return deps.database.inBodies(session.bodies, async (trx) => {
    const before = await findNoticeSetting(trx, whose, true);
    const kinds = mailedKinds(chosen, 'atOnce');
    const same = kinds.join() === mailedKinds(before, 'atOnce').join();
    const atOnceSince = kinds.length === 0 ? null : same ? before.atOnceSince : now;
    await saveNoticeSetting(trx, whose, { ...chosen, atOnceSince });
    return viewOf(chosen);
  });
}

function whoseIs({ user, organisation }: Session) {
  return { userId: user.id, organisationId: organisation.id };
}

function viewOf(setting: NoticeSetting): NoticeSettingView {
  return { events: noticeEvents.map((event) => ({ event, ...choiceOf(setting, event) })), quiet: setting.quiet };
}
