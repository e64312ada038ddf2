import { decisionSpec } from '../decision/decision-kind.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { Refusal } from '../errors.ts';
import { contentDisposition } from '../file/file-name.ts';
import { type Route, route, stream } from '../http.ts';
import { titleOf } from '../rule/title.ts';
import { findIssueReceiptFacts } from './queries.ts';
import { issueReceipt } from './receipt.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/issue-receipt',
    summary: 'Расписка в получении результата услуги (PDF/A)',
    access: { application: 'see' },
    scope: 'files.read',
    params: { id: 'uuid' },
    response: 'stream',
    recordedAs: 'issueReceipt',
    handler: async ({ session, params, now, deps }) => {
      const { facts, service } = await deps.database.inBodies(session.bodies, async (trx) => {
        const facts = await findIssueReceiptFacts(trx, params.id);
        if (!facts) throw new Refusal('notFound', 'Заявка не найдена: её нет, или она вам недоступна');
        const { content } = await deps.definitions.get('service', facts.serviceVersionId, trx);
        return { facts, service: content };
      });
      const { issue, decision } = facts;
      if (issue === null || decision === null) {
        throw new Refusal('stateConflict', 'Результат ещё не выдан. Отметьте выдачу, затем распечатайте расписку.');
      }
      const decisionTitle = titleOf(decisionSpec(service, decision.kind).title, 'ru');
      const paper = { facts: { ...facts, issue }, serviceTitle: titleOf(service.title, 'ru'), decisionTitle, now };
      const pdf = renderPdf(issueReceipt(paper));
      return stream(pdf, {
        'Content-Type': 'application/pdf',
        'Content-Length': String(pdf.length),
        'Content-Disposition': contentDisposition('inline', `Расписка о выдаче ${facts.number ?? ''}.pdf`),
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'X-Frame-Options': 'SAMEORIGIN',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
    },
  }),
];
