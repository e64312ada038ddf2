import type { Context } from 'koa';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { clientOf, writeToken } from '../session/cookie.ts';
import { acceptReturn, beginSignIn, enterAs, signInOver, viewChoice } from './commands.ts';
import { readSignIn, writeSignIn } from './cookie.ts';
import { linkRoutes } from './link/routes.ts';
import { changeRule, listRules } from './rule/commands.ts';
import { listWays, placeToLeave } from './ways.ts';

export const identityRoutes: readonly Route[] = [
  ...linkRoutes,
  route({
    method: 'GET',
    path: '/api/sign-in',
    summary: 'Чем войти, кроме логина и пароля',
    access: 'public',
    response: 'SignInWays',
    handler: async ({ deps }) => ({
      items: (await listWays(deps)).map(({ id, title }) => ({ connection: id, title })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/sign-in',
    summary: 'Начать вход через другую систему',
    access: 'public',
    body: 'SignInStart',
    response: 'SignInPlace',
    handler: async ({ deps, body, request, now }) => {
      const { connection: connectionId, returnTo } = body;
      const beginning = { connectionId, returnTo, origin: originOf(request, deps) };
      const { url, browser } = await beginSignIn(deps, beginning, { client: clientOf(request, deps.config), now });
      writeSignIn(request, deps.config, browser);
      return { url };
    },
  }),
  route({
    method: 'POST',
    path: '/api/sign-in/return',
    summary: 'Вернуться из другой системы',
    access: 'public',
    body: 'SignInReturn',
    response: 'SignInChoice',
    handler: async ({ deps, body, request, now }) =>
      counted(deps, 'identityReturn', async () => {
        const next = await acceptReturn(deps, body.search, { browser: browserOf(request, deps), now });
        writeSignIn(request, deps.config, next);
        return viewChoice(deps, { browser: next, now });
      }),
  }),
  route({
    method: 'GET',
    path: '/api/sign-in/choice',
    summary: 'От чьего имени можно работать тому, кто вернулся',
    access: 'public',
    response: 'SignInChoice',
    handler: ({ deps, request, now }) => viewChoice(deps, { browser: browserOf(request, deps), now }),
  }),
  route({
    method: 'POST',
    path: '/api/sign-in/choice',
    summary: 'Выбрать, от чьего имени работать, и войти',
    access: 'public',
    body: 'SignInDecision',
    response: 'SignInDone',
    handler: async ({ deps, body, request, now }) =>
      counted(deps, 'identity', async () => {
        const moment = { browser: browserOf(request, deps), client: clientOf(request, deps.config), now };
        const { returnTo, ...opened } = await enterAs(
          deps,
          { ogrn: body.ogrn, consent: body.consent ?? false },
          moment,
        );
        writeToken(request, deps.config, opened);
        writeSignIn(request, deps.config, undefined);
        return { returnTo };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/sign-in/leave',
    summary: 'Где выйти и на той стороне: спрашивают до выхода',
    access: 'account',
    response: 'SignOutPlace',
    handler: async ({ deps, session }) => ({ url: await placeToLeave(deps, session) }),
  }),
  route({
    method: 'GET',
    path: '/api/admin/sign-in',
    summary: 'Кого ведомство впускает через другие системы',
    access: { permission: 'users.manage' },
    response: 'SignInRules',
    handler: ({ deps, session }) => listRules(deps, session.organisation.id),
  }),
  route({
    method: 'PUT',
    path: '/api/admin/sign-in/:id',
    summary: 'Изменить, кого ведомство впускает через другую систему',
    access: { permission: 'users.manage' },
    params: { id: 'uuid' },
    body: 'SignInRuleChange',
    response: 'SignInRules',
    handler: async (call) => {
      await changeRule(call, call.params.id, call.body);
      return listRules(call.deps, call.session.organisation.id);
    },
  }),
];

function browserOf(request: Context, { config }: Deps): string {
  const token = readSignIn(request, config);
  if (token === undefined) throw signInOver();
  return token;
}

/** A browser names its own origin, and only ours may write; a program names none. */
function originOf(request: Context, { config }: Deps): string {
  return request.get('Origin') || config.publicUrl;
}

async function counted<T>({ metrics }: Deps, ok: string, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    metrics.logins.inc({ outcome: ok });
    return result;
  } catch (error) {
    metrics.logins.inc({ outcome: error instanceof Refusal ? error.code : 'failed' });
    throw error;
  }
}
