import type { SessionList } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { changePassword, endOtherSessions, logIn, logOut, switchOrganisation } from './commands.ts';
import { clearToken, clientOf, writeToken } from './cookie.ts';
import { viewMe } from './me.ts';
import { listSessions } from './queries.ts';
import type { Session } from './session.ts';

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/session',
    summary: 'Войти по логину и паролю',
    access: 'public',
    body: 'Login',
    response: 'none',
    handler: async ({ body, request, deps, now }) => {
      const { login, password, remember = false } = body;
      const moment = { client: clientOf(request, deps.config), now };
      const opened = await countLogins(deps, () => logIn(deps.database, { login, password, remember }, moment));
      writeToken(request, deps.config, opened);
      return undefined;
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/session',
    summary: 'Выбрать ведомство, от имени которого работать',
    access: 'session',
    body: 'SessionChange',
    response: 'none',
    handler: async ({ session, body, deps }) => {
      await switchOrganisation(deps.database, session, body.organisation);
      return undefined;
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Выйти',
    access: 'account',
    response: 'none',
    handler: async ({ session, request, deps }) => {
      await logOut(deps.database, session);
      clearToken(request, deps.config);
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/me',
    summary: 'Кто вошёл и что ему доступно',
    access: 'account',
    scope: 'anyToken',
    response: 'Me',
    handler: ({ session, deps }) => viewMe(deps, session),
  }),
  route({
    method: 'POST',
    path: '/api/me/password',
    summary: 'Сменить свой пароль',
    access: 'account',
    body: 'PasswordChange',
    response: 'none',
    handler: async ({ session, body, request, deps, now }) => {
      const moment = { client: clientOf(request, deps.config), now };
      writeToken(request, deps.config, await changePassword(deps.database, { session, ...body }, moment));
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'Где ещё открыт мой вход',
    access: 'account',
    response: 'SessionList',
    handler: viewSessions,
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions',
    summary: 'Завершить все мои сеансы, кроме этого',
    access: 'account',
    response: 'SessionList',
    handler: async (call) => {
      await endOtherSessions(call.deps.database, call.session);
      return viewSessions(call);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions/:id',
    summary: 'Завершить мой сеанс на другом устройстве',
    access: 'account',
    params: { id: 'uuid' },
    response: 'SessionList',
    handler: async (call) => {
      await endOtherSessions(call.deps.database, call.session, call.params.id);
      return viewSessions(call);
    },
  }),
];

async function viewSessions({ deps, session, now }: { deps: Deps; session: Session; now: Date }): Promise<SessionList> {
  const found = await listSessions(deps.database, { userId: session.user.id, id: session.id, now });
  return {
    items: found.map(({ code, createdAt, lastSeenAt, expiresAt, ...one }) => ({
      ...one,
      id: code,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  };
}

async function countLogins<T>(deps: Deps, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    deps.metrics.logins.inc({ outcome: 'ok' });
    return result;
  } catch (error) {
    deps.metrics.logins.inc({ outcome: error instanceof Refusal ? error.code : 'failed' });
    throw error;
  }
}
