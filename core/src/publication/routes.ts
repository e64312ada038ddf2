import type { PublicationView } from '../api.gen.ts';
import { type Route, route } from '../http.ts';
import { listPublications, type PublicationRow } from './queries.ts';

export const publicationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/publications',
    summary: 'Что сообщено порталу по заявке и что он ответил',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    response: 'PublicationList',
    recordedAs: 'publications',
    handler: async ({ deps, session, params }) => {
      const rows = await deps.database.inBodies(session.bodies, (trx) => listPublications(trx, params.id));
      return { items: rows.map(viewOf) };
    },
  }),
];

function viewOf({ createdAt, deliveredAt, failedAt, ...row }: PublicationRow): PublicationView {
  const settled = deliveredAt ?? failedAt;
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    status: deliveredAt !== null ? 'delivered' : failedAt !== null ? 'failed' : 'waiting',
    settledAt: settled?.toISOString() ?? null,
  };
}
