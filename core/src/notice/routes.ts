import { visibleTo } from '../access/queries.ts';
import type { NoticeView } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { Refusal } from '../errors.ts';
import { contentDisposition } from '../file/file-name.ts';
import { type Route, route, stream } from '../http.ts';
import { pageById, usualPage } from '../list-page.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { finishNotice, resendNotice, sendableWays } from './commands.ts';
import { noticeLetter } from './letter.ts';
import { findLetterFacts, listNotices, type NoticeRow } from './queries.ts';

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
      return pageById(rows, limit, await viewsFor(deps, session));
    },
  }),
  route({
    method: 'POST',
    path: '/api/notices/:id/done',
    summary: 'Отметить, что заявитель уведомлён',
    access: 'session',
    params: { id: 'uuid' },
    response: 'NoticeView',
    handler: async (call) => (await viewsFor(call.deps, call.session))(await finishNotice(call, call.params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/notices/:id/send',
    summary: 'Отправить уведомление, которое не ушло само; можно по другому адресу',
    access: 'session',
    params: { id: 'uuid' },
    body: 'NoticeSending',
    response: 'NoticeView',
    handler: async (call) => {
      const row = await resendNotice(call, call.params.id, call.body.address);
      return (await viewsFor(call.deps, call.session))(row);
    },
  }),
  route({
    method: 'GET',
    path: '/api/notices/:id/letter',
    summary: 'Письмо заявителю, чтобы напечатать (PDF/A)',
    access: 'session',
    params: { id: 'uuid' },
    response: 'stream',
    handler: async ({ deps, session, params, now, requestId }) => {
      const { pdf, name } = await printLetter(deps, session, params.id);
      const who = { at: now, organisationId: session.organisation.id, userId: session.user.id, requestId };
      deps.accessLog.record({ ...who, action: 'view', subjectKind: 'notice', subjectId: params.id });
      return stream(pdf, {
        'Content-Type': 'application/pdf',
        'Content-Length': String(pdf.length),
        'Content-Disposition': contentDisposition('inline', name),
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'X-Frame-Options': 'SAMEORIGIN',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
    },
  }),
];

async function printLetter(deps: Deps, session: Session, id: string) {
  return deps.database.inBodies(session.bodies, async (trx) => {
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const facts = await findLetterFacts(trx, id, visible);
    if (facts === undefined) throw new Refusal('notFound', 'Уведомление не найдено или недоступно вам');
    const { content } = await deps.definitions.get('service', facts.serviceVersionId, trx);
    const pdf = renderPdf(noticeLetter({ facts, serviceTitle: titleOf(content.title, 'ru') }));
    return { pdf, name: `Уведомление ${facts.number ?? ''}.pdf` };
  });
}

/** How rows are shown, with what the person's body can send by itself now. */
async function viewsFor(deps: Deps, session: Session): Promise<(row: NoticeRow) => NoticeView> {
  const ways = await sendableWays(deps, session);
  return (row) => viewOf(row, row.status === 'todo' && row.address !== null && ways.has(row.way));
}

function viewOf(row: NoticeRow, sendable: boolean): NoticeView {
  const { applicationId, organisationId: _, number, applicant, createdAt, doneAt, ...notice } = row;
  return {
    ...notice,
    sendable,
    application: { id: applicationId, number, applicant },
    createdAt: createdAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
  };
}
