import { renderPdf } from '../document/render-pdf.ts';
import { Refusal } from '../errors.ts';
import { contentDisposition } from '../file/file-name.ts';
import { type Route, route, stream } from '../http.ts';
import { titleOf } from '../rule/title.ts';
import { findReceiptFacts, listReceivedDocuments } from './queries.ts';
import { receiptDocument } from './receipt.ts';
import { replaceList } from './replace-list.ts';
import { returnOriginals } from './return-originals.ts';

export const routes: readonly Route[] = [
  route({
    method: 'PUT',
    path: '/api/applications/:id/received-documents',
    summary: 'Заменить перечень принятых бумаг',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'ReceivedDocumentChange',
    response: 'ReceivedDocumentList',
    handler: ({ session, params, body, deps }) => replaceList({ deps, session, applicationId: params.id }, body),
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/received-documents/returns',
    summary: 'Отметить, что подлинники возвращены: какие и кому',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'OriginalsReturn',
    response: 'ReceivedDocumentList',
    handler: ({ session, params, body, deps }) => returnOriginals({ deps, session, applicationId: params.id }, body),
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/receipt',
    summary: 'Расписка в получении документов (PDF/A)',
    access: { application: 'see' },
    scope: 'files.read',
    params: { id: 'uuid' },
    response: 'stream',
    recordedAs: 'receipt',
    handler: async ({ session, params, now, deps }) => {
      const { facts, items, service } = await deps.database.inBodies(session.bodies, async (trx) => {
        const facts = await findReceiptFacts(trx, params.id);
        if (!facts) throw new Refusal('notFound', 'Заявка не найдена: её нет, или она вам недоступна');
        const { content } = await deps.definitions.get('service', facts.serviceVersionId, trx);
        return { facts, items: await listReceivedDocuments(trx, params.id), service: content };
      });
      if (items.length === 0) {
        throw new Refusal(
          'stateConflict',
          'Принятых бумаг пока нет. Внесите их в перечень, затем распечатайте расписку.',
        );
      }
      const pdf = renderPdf(receiptDocument({ facts, serviceTitle: titleOf(service.title), items, now }));
      return stream(pdf, {
        'Content-Type': 'application/pdf',
        'Content-Length': String(pdf.length),
        'Content-Disposition': contentDisposition('inline', `Расписка ${facts.number ?? ''}.pdf`),
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'X-Frame-Options': 'SAMEORIGIN',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
    },
  }),
];
