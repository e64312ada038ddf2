import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { altered } from './alteration.ts';
import { CLIENT_ID, CLIENT_SECRET, isOwnMachine } from './client.ts';
import { type Alteration, type AskNext, alterationOf, chosenBy, isRotation } from './leading.ts';
import { memoryAdapter } from './memory.ts';
import { loginPage, logoutPage, pageHeaders, signedOutPage, startPage } from './page.ts';
import { findPerson, personOfSubject, subjectOf } from './people.ts';

interface State {
  provider: Provider;
  handle: RequestListener;
  key: KeyObject;
  alteration: Alteration | undefined;
  /** Address at which the platform is told that somebody has signed out here. */
  readonly reach: () => string | undefined;
}

interface Around {
  readonly askNext: AskNext;
  readonly reach: () => string | undefined;
}

/** A gateway of OpenID Connect, with a page to choose who signs in; a program is let in without it. */
export function openProvider(issuer: string, { askNext, reach }: Around, key: KeyObject): RequestListener {
  const state: State = { ...makeProvider(issuer, () => state, key), alteration: undefined, reach };
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    if (pathname === '/') return void response.writeHead(200, pageHeaders).end(startPage('/session/end'));
    if (!pathname.startsWith('/interaction/')) return state.handle(request, response);
    try {
      await interact({ request, response, state, issuer, askNext });
    } catch (error) {
      // Such as a page that was left open longer than the entrance lasts.
      response.writeHead(400, pageHeaders).end(`Вход не продолжить: начните его заново. ${String(error)}`);
    }
  };
}

interface Interaction {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly state: State;
  readonly issuer: string;
  readonly askNext: AskNext;
}

async function interact({ request, response, state, issuer, askNext }: Interaction): Promise<void> {
  const finish = (result: Parameters<Provider['interactionFinished']>[2]) =>
    state.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  const enter = (id: string | undefined) => {
    const person = findPerson(id ?? '');
    if (person === undefined) return finish(refused('Вход отменён'));
    return finish({ login: { accountId: subjectOf(person) } });
  };
  if (request.method === 'POST') return enter(new URLSearchParams(await text(request)).get('person') ?? '');
  const scenario = await askNext();
  if (scenario.kind === 'hang') return;
  if (scenario.kind === 'reset') return void request.socket.resetAndDestroy();
  if (scenario.kind === 'fail') return void response.writeHead(500).end();
  if (scenario.kind === 'refuse') return finish(refused(scenario.reason));
  state.alteration = alterationOf(scenario);
  if (isRotation(scenario)) exchangeKeys(state, issuer);
  const chosen = chosenBy(scenario, request.headers.accept?.includes('text/html') ?? false);
  if (chosen !== undefined) return enter(chosen);
  response.writeHead(200, pageHeaders).end(loginPage(new URL(request.url ?? '/', issuer).pathname));
}

function refused(reason: string) {
  return { error: 'access_denied', error_description: reason };
}

/** New keys in the place of the old ones; who was signing in goes on, for what is remembered is one for both. */
function exchangeKeys(state: State, issuer: string): void {
  const { alteration } = state;
  Object.assign(
    state,
    makeProvider(issuer, () => state, newKey()),
    { alteration },
  );
}

let generation = 0;

export function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

function makeProvider(issuer: string, state: () => State, key: KeyObject): Pick<State, 'provider' | 'handle' | 'key'> {
  generation += 1;
  const jwk = { ...key.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: `key-${generation}` };
  const provider = new Provider(issuer, { ...configuration, jwks: { keys: [jwk] } } as unknown as Configuration);
  const { Client } = provider as unknown as { Client: { prototype: Record<string, unknown> } };
  Client.prototype.redirectUriAllowed = isOwnMachine;
  Client.prototype.postLogoutRedirectUriAllowed = isOwnMachine;
  // The address is known only when the connection is there.
  Object.defineProperty(Client.prototype, 'backchannelLogoutUri', { get: () => state().reach(), set: () => undefined });
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as { id_token?: string } | undefined;
    const { alteration } = state();
    if (ctx.path !== '/token' || alteration === undefined || body?.id_token === undefined) return;
    ctx.body = { ...body, id_token: altered(body.id_token, alteration, (bytes) => sign('RSA-SHA256', bytes, key)) };
  });
  return { provider, handle: provider.callback() as RequestListener, key };
}

const configuration = {
  adapter: memoryAdapter,
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: ['http://127.0.0.1/login/return'],
      post_logout_redirect_uris: ['http://127.0.0.1/login'],
      backchannel_logout_session_required: true,
      backchannel_logout_uri: 'http://127.0.0.1/',
    },
  ],
  claims: {
    openid: ['sub'],
    profile: ['family_name', 'given_name', 'middle_name'],
    snils: ['snils'],
    organisations: ['organisations'],
  },
  cookies: { keys: ['cookies of the demonstration'] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx: KoaContextWithOIDC, form: string) => show(ctx, logoutPage(form)),
      postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => show(ctx, signedOutPage()),
    },
  },
  fetch: callHome,
  pkce: { required: () => true },
  interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  findAccount: (_ctx: unknown, accountId: string) => accountOf(accountId),
  loadExistingGrant: grantAll,
  ttl: {
    AccessToken: 600,
    AuthorizationCode: 60,
    Grant: 3600,
    IdToken: 600,
    Interaction: 600,
    Session: 3600,
  },
};

/** The library calls no address of this machine, where everything of a demonstration is. */
function callHome(url: string, { dispatcher: _guard, ...options }: RequestInit & { dispatcher?: unknown }) {
  return fetch(url, { ...options, signal: AbortSignal.timeout(30_000) });
}

function show(ctx: KoaContextWithOIDC, html: string): void {
  ctx.set(pageHeaders);
  ctx.body = html;
}

function accountOf(accountId: string) {
  const person = personOfSubject(accountId);
  if (person === undefined) return undefined;
  const { surname, name, patronymic, snils, organisations } = person;
  const names = { family_name: surname, given_name: name, middle_name: patronymic };
  return { accountId, claims: () => ({ sub: accountId, ...names, snils, organisations }) };
}

/** Nobody is asked twice in a demonstration. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope('openid profile snils organisations');
  await grant.save();
  return grant;
}
