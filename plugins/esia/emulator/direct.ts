import { type KeyObject, randomUUID, sign } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { gostBackend } from '@reglament/gost';
import { altered, type Signature } from './alteration.ts';
import { isOwnMachine } from './client.ts';
import { CERTIFICATE_HASH, DIRECT_CLIENTS, esiaKeys, ISSUER, systemCertificate } from './demo-keys.ts';
import { type Alteration, type AskNext, alterationOf, chosenBy, isRotation } from './leading.ts';
import { loginPage, pageHeaders, signedOutPage } from './page.ts';
import { type DemoPerson, findPerson, personOfSubject, subjectOf } from './people.ts';

interface Granted {
  readonly person: DemoPerson;
  readonly redirectUri: string;
  readonly alteration: Alteration | undefined;
}

/** Seconds by which a signed request may be old. */
const FRESH = 300;

/** ЕСИА as systems knew it before gateways. `rsaKey` signs the tokens of the client that wants RSA. */
export function openDirect(issuer: string, askNext: AskNext, rsaKey: KeyObject): RequestListener {
  const granted = new Map<string, Granted>();
  const accesses = new Map<string, DemoPerson>();
  const keys: Keys = { rsa: rsaKey, gost: esiaKeys[0] };
  const routes: Readonly<Record<string, (exchange: Exchange) => Promise<unknown> | unknown>> = {
    '/aas/oauth2/v2/ac': (exchange) => authorise(exchange, { askNext, granted, keys }),
    '/aas/oauth2/v3/te': (exchange) => giveTokens(exchange, { granted, accesses, keys }),
    '/idp/ext/Logout': ({ url, response }) => leave(url, response),
  };
  return async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : new URLSearchParams();
    const exchange = { request, response, url, form };
    const route = routes[url.pathname];
    if (route !== undefined) return void (await route(exchange));
    return tellOf(exchange, accesses);
  };
}

/** What it signs by now. */
interface Keys {
  readonly rsa: KeyObject;
  gost: (typeof esiaKeys)[number];
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly form: URLSearchParams;
}

/** Signed by the system's key, just now, for an address of this machine. */
function isGenuine(query: URLSearchParams, code = ''): boolean {
  const get = (name: string) => query.get(name) ?? '';
  const moment = Date.parse(get('timestamp').replaceAll('.', '-').replace(' ', 'T').replace(' +0000', 'Z'));
  const signed = ['client_id', 'scope', 'scope_org', 'timestamp', 'state', 'redirect_uri'].map(get).join('') + code;
  const isFresh = Math.abs(Date.now() - moment) <= FRESH * 1000;
  const isKnown = Object.values<string>(DIRECT_CLIENTS).includes(get('client_id'));
  if (!isFresh || !isKnown || get('client_certificate_hash') !== CERTIFICATE_HASH) return false;
  const signature = Buffer.from(get('client_secret'), 'base64url');
  return gostBackend().verify({ certificate: systemCertificate, bytes: Buffer.from(signed), signature });
}

async function authorise(
  { request, response, url, form }: Exchange,
  { askNext, granted, keys }: Pick<Giving, 'granted' | 'keys'> & { readonly askNext: AskNext },
) {
  const query = url.searchParams;
  const redirectUri = query.get('redirect_uri') ?? '';
  const isPosted = request.method === 'POST';
  const scenario = isPosted ? ({ kind: 'answer' } as const) : await askNext();
  // After the question: with the answer came what time it is here.
  if (!isOwnMachine(redirectUri) || !isGenuine(query))
    return refuse(response, 'ESIA-007005', 'Запрос не подписан системой');
  if (scenario.kind === 'hang') return;
  if (scenario.kind === 'fail') return response.writeHead(500).end();
  if (isRotation(scenario)) keys.gost = esiaKeys[1];
  const isBrowser = request.headers.accept?.includes('text/html') ?? false;
  const chosen = isPosted ? (form.get('person') ?? '') : chosenBy(scenario, isBrowser);
  if (scenario.kind !== 'refuse' && chosen === undefined)
    return response.writeHead(200, pageHeaders).end(loginPage(`${url.pathname}${url.search.replaceAll('&', '&amp;')}`));
  const person = scenario.kind === 'refuse' ? undefined : findPerson(chosen ?? '');
  const back = new URL(redirectUri);
  back.searchParams.set('state', query.get('state') ?? '');
  if (person === undefined) {
    const reason = scenario.kind === 'refuse' ? scenario.reason : 'Вход отменён';
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', reason);
  } else {
    const code = randomUUID();
    granted.set(code, { person, redirectUri, alteration: alterationOf(scenario) });
    back.searchParams.set('code', code);
  }
  return response.writeHead(302, { location: back.href }).end();
}

interface Giving {
  readonly granted: Map<string, Granted>;
  readonly accesses: Map<string, DemoPerson>;
  readonly keys: Keys;
}

/** A code is good for one token. */
function giveTokens({ response, form }: Exchange, { granted, accesses, keys }: Giving) {
  const code = form.get('code') ?? '';
  const grant = granted.get(code);
  granted.delete(code);
  if (grant === undefined || grant.redirectUri !== form.get('redirect_uri') || !isGenuine(form, code))
    return refuse(response, 'ESIA-007004', 'Код недействителен или уже использован');
  const clientId = form.get('client_id') ?? '';
  const isRsa = clientId === DIRECT_CLIENTS.rsa;
  const signature: Signature = (bytes) =>
    isRsa ? sign('RSA-SHA256', bytes, keys.rsa) : gostBackend().sign(keys.gost, bytes);
  const alg = isRsa ? 'RS256' : 'GOST3410_2012_256';
  const now = Math.floor(Date.now() / 1000);
  const subject = subjectOf(grant.person);
  const common = { iss: ISSUER, iat: now, nbf: now, exp: now + 600 };
  const access = tokenOf(alg, { ...common, client_id: clientId, 'urn:esia:sbj_id': Number(subject) }, signature);
  const sbj = { 'urn:esia:sbj:oid': Number(subject), 'urn:esia:sbj:is_tru': true };
  const idToken = tokenOf(alg, { ...common, aud: clientId, 'urn:esia:sbj': sbj }, signature);
  const { alteration } = grant;
  accesses.set(access, grant.person);
  tell(response, 200, {
    access_token: access,
    id_token: alteration === undefined ? idToken : altered(idToken, alteration, signature),
    state: form.get('state'),
    token_type: 'Bearer',
    expires_in: 600,
  });
}

function tokenOf(alg: string, claims: object, signature: Signature): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', ver: 1, alg })}.${part(claims)}`;
  return `${signed}.${Buffer.from(signature(Buffer.from(signed))).toString('base64url')}`;
}

/** `rs/prns/{oid}` and its roles, to whoever holds a token of that very person. */
function tellOf({ request, response, url }: Exchange, accesses: Map<string, DemoPerson>) {
  const [, subject = '', roles] = /^\/rs\/prns\/(\d+)(\/roles)?$/.exec(url.pathname) ?? [];
  const person = accesses.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
  if (person === undefined || personOfSubject(subject) !== person)
    return refuse(response, 'ESIA-005011', 'Нет доступа');
  if (roles === undefined) {
    const { surname, name, patronymic, snils } = person;
    const dashed = snils.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1-$2-$3 $4');
    const names = { lastName: surname, firstName: name, middleName: patronymic };
    return tell(response, 200, { ...names, snils: dashed, trusted: true });
  }
  const elements = person.organisations.map(({ ogrn, title }, index) => ({
    ...{ oid: 1000 + index, ogrn, fullName: title, shortName: title, active: true },
  }));
  return tell(response, 200, { elements, size: elements.length });
}

function leave(url: URL, response: ServerResponse): void {
  const back = url.searchParams.get('redirect_url') ?? '';
  if (isOwnMachine(back)) response.writeHead(302, { location: back }).end();
  else response.writeHead(200, pageHeaders).end(signedOutPage());
}

function refuse(response: ServerResponse, code: string, reason: string): void {
  tell(response, 400, { error: code, error_description: reason });
}

function tell(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(content));
}
