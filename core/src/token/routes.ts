import type { ApiTypes } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { issueToken, revokeToken } from './commands.ts';
import { listTokens, type TokenRecord } from './queries.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/tokens',
    summary: 'Токены программ, которые работают от имени ведомства',
    access: { permission: 'users.manage' },
    query: 'TokenQuery',
    response: 'TokenList',
    handler: async ({ deps, session, query, now }) => {
      const { after, limit = 50 } = query;
      const wanted = { organisationId: session.organisation.id, after, limit: limit + 1 };
      const tokens = await deps.database.inBodies(session.bodies, (trx) => listTokens(trx, wanted));
      const items = tokens.slice(0, limit).map((token) => tokenView(token, now));
      return { items, next: tokens.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/tokens',
    summary: 'Выдать токен программе; сам токен показывается один раз',
    access: { permission: 'users.manage' },
    body: 'NewToken',
    response: 'IssuedToken',
    status: 201,
    handler: async ({ deps, session, body, now }) => {
      const { database, definitions } = deps;
      const token = { ...body, organisation: session.organisation.code };
      const { id, secret } = await issueToken(database, token, { definitions, now, session });
      const wanted = { organisationId: session.organisation.id, id, limit: 1 };
      const [issued] = await database.inBodies(session.bodies, (trx) => listTokens(trx, wanted));
      if (issued === undefined) throw new Refusal('notFound');
      return { token: tokenView(issued, now), secret };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/tokens/:id/revoke',
    summary: 'Отозвать токен: он перестаёт действовать сразу',
    access: { permission: 'users.manage' },
    params: { id: 'uuid' },
    response: 'none',
    handler: async ({ deps, session, params, now }) => {
      const by = { organisationId: session.organisation.id, revokedBy: session.user.id };
      await revokeToken(deps.database, params.id, { ...by, now });
      return undefined;
    },
  }),
];

function tokenView(token: TokenRecord, now: Date): ApiTypes['TokenView'] {
  const { id, name, hint, scopes, roles, createdBy } = token;
  return {
    id,
    name,
    hint,
    state: token.revokedAt ? 'revoked' : token.expiresAt <= now ? 'expired' : 'active',
    scopes,
    roles: [...roles],
    createdBy,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  };
}
