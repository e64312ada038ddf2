import type { MessageView } from '../api.gen.ts';
import { getCase, type Look } from '../application/card.ts';
import { type Route, route } from '../http.ts';
import { findWritingProblem, writeToApplicant } from './commands.ts';
import { listCorrespondence, type MessageRow } from './queries.ts';

export const correspondenceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/correspondence',
    summary: 'Переписка с заявителем: что ему сказано и как, что написал он; сначала новое',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    response: 'Correspondence',
    recordedAs: 'correspondence',
    handler: readCorrespondence,
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/correspondence',
    summary: 'Написать заявителю в личный кабинет на портале: ответить на вопрос или сообщить от себя; с файлами',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'MessageToApplicant',
    response: 'Correspondence',
    status: 201,
    handler: async (call) => {
      const { deps, session, params, body } = call;
      await writeToApplicant({ deps, session, applicationId: params.id }, body);
      return readCorrespondence({ ...call, acted: true });
    },
  }),
];

type Reading = Look & { readonly params: { readonly id: string } };

async function readCorrespondence({ deps, session, now, params, acted }: Reading) {
  return deps.database.inBodies(session.bodies, async (trx) => {
    const { row, context } = await getCase({ deps, session, now, ...(acted && { acted }) }, trx, params.id);
    const rows = await listCorrespondence(trx, params.id);
    return { items: rows.map(viewOf), closed: findWritingProblem(row.portalConnectionId, context) ?? null };
  });
}

/** What the system says of a message of the applicant's stands apart: only that can be said in another language. */
const ownWords: readonly string[] = ['portalLate', 'portalUnfit'];

function viewOf({ at, kind, text, settledAt, attached, ...row }: MessageRow): MessageView {
  const isOwn = ownWords.includes(kind);
  return {
    ...row,
    text: isOwn ? null : text,
    remarks: isOwn && text !== null ? text.split('\n') : [],
    // The query names no other kinds.
    kind: kind as MessageView['kind'],
    at: at.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    attached: [...(attached ?? [])],
  };
}
