import type { DigestView } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { type Route, route } from '../http.ts';
import { findWayOut } from '../notice/commands.ts';
import type { Session } from '../session/session.ts';
import { findLastDigest, findSetting } from './queries.ts';
import { saveHour } from './rows.ts';
import { sendTestLetter } from './test-letter.ts';

export const digestRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/me/digest',
    summary: 'Присылать ли мне сводку уведомлений на почту и когда',
    access: 'session',
    response: 'DigestView',
    handler: ({ deps, session }) => viewOwn(deps, session),
  }),
  route({
    method: 'PUT',
    path: '/api/me/digest',
    summary: 'Выбрать, в каком часу присылать мне сводку, или не присылать',
    access: 'session',
    body: 'DigestChange',
    response: 'DigestView',
    handler: async ({ deps, session, body }) => {
      const whose = { userId: session.user.id, organisationId: session.organisation.id };
      await deps.database.inBodies(session.bodies, (trx) => saveHour(trx, whose, body.hour));
      return viewOwn(deps, session);
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/digest/test',
    summary: 'Прислать мне проверочное письмо; дошло ли – в last',
    access: 'session',
    response: 'DigestView',
    handler: async ({ deps, session, now }) => {
      await sendTestLetter(deps, session, now);
      return viewOwn(deps, session);
    },
  }),
];

async function viewOwn(deps: Deps, { user, organisation, bodies }: Session): Promise<DigestView> {
  const whose = { userId: user.id, organisationId: organisation.id };
  return deps.database.inBodies(bodies, async (trx) => {
    const setting = await findSetting(trx, whose);
    const last = await findLastDigest(trx, whose);
    const way = await findWayOut(trx, deps, { organisationId: organisation.id, way: 'email' });
    return {
      hour: setting?.hour ?? null,
      email: user.email,
      possible: way !== undefined && user.email !== null,
      last: last
        ? {
            createdAt: last.createdAt.toISOString(),
            sentAt: last.sentAt?.toISOString() ?? null,
            failure: last.failure,
          }
        : null,
    };
  });
}
