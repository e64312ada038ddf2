import type { MessageView } from '../api.gen.ts';
import { type Route, route } from '../http.ts';
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
    handler: async ({ deps, session, params }) => {
      const rows = await deps.database.inBodies(session.bodies, (trx) => listCorrespondence(trx, params.id));
      return { items: rows.map(viewOf) };
    },
  }),
];

function viewOf({ at, kind, settledAt, ...row }: MessageRow): MessageView {
  return {
    ...row,
    // The query names no other kinds.
    kind: kind as MessageView['kind'],
    at: at.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
