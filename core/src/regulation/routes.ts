import type { DocumentModel } from '../document/document-model.ts';
import { renderDocx } from '../document/render-docx.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { type Route, route } from '../http.ts';
import { paperStream } from '../paper-stream.ts';
import { changeDocument } from './change-text.ts';
import type { Regulation } from './clause.ts';
import { regulationOfDraft, regulationOfVersion } from './read-regulation.ts';
import { regulationDocument } from './regulation-document.ts';

const edit = { permission: 'definitions.edit' } as const;

export const regulationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/services/:code/regulation',
    summary: 'Услуга текстом для юриста, PDF или DOCX: вся версия или её отличия от другой',
    access: edit,
    params: { code: 'code' },
    query: 'RegulationQuery',
    response: 'stream',
    handler: async ({ deps, session, params, query, now }) => {
      const { timeZone } = session.organisation;
      const read = (version: number | undefined) => regulationOfVersion(deps, { code: params.code, version, timeZone });
      const former = query.since === undefined ? undefined : await read(query.since);
      return paper(documentOf(await read(query.version), former, now), query.format);
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id/regulation',
    summary: 'Черновик услуги текстом для юриста, PDF или DOCX: весь или отличия от версии',
    access: edit,
    params: { id: 'uuid' },
    query: 'DraftRegulationQuery',
    response: 'stream',
    handler: async ({ deps, session, params, query, now }) => {
      const { timeZone } = session.organisation;
      const { code, regulation } = await regulationOfDraft(deps, params.id, timeZone);
      const former =
        query.since === undefined
          ? undefined
          : await regulationOfVersion(deps, { code, version: query.since, timeZone });
      return paper(documentOf(regulation, former, now), query.format);
    },
  }),
];

function documentOf(regulation: Regulation, former: Regulation | undefined, now: Date): DocumentModel {
  return former === undefined ? regulationDocument(regulation, now) : changeDocument(former, regulation, now);
}

async function paper(model: DocumentModel, format: 'pdf' | 'docx' = 'pdf') {
  return paperStream(format === 'pdf' ? renderPdf(model) : await renderDocx(model), { format, name: model.title });
}
