import { type EndedEntrance, type Host, type IncomingCall, ProviderError } from '@reglament/sdk';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { EsiaConfig } from './config.ts';

/** What a gateway says of itself. */
interface Place {
  readonly issuer: string;
  /** Address of its keys. */
  readonly keys: string | undefined;
}

interface Known {
  readonly issuer: string;
  readonly keys: JSONWebKeySet;
  readonly at: number;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** None that a shared secret or nobody signs. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** Seconds: clocks may differ so much; an older word is not heard, and needs not be remembered. */
const TOLERANCE = 30;
const LONGEST_LIFE = 600;
/** Milliseconds that keys are kept, so that many words ask for them once; and those that did not fit, so that rubbish asks for nothing. */
const KEPT = 60_000;
const KEPT_UNFIT = 5000;

/** OpenID Connect Back-Channel Logout 1.0, 2.6: reads a logout token, with the keys that hold now. */
export function logoutReader(host: Host<EsiaConfig>, find: () => Promise<Place>) {
  let known: Known | undefined;
  const refresh = async (age: number): Promise<Known> => {
    const at = host.now().getTime();
    if (known !== undefined && Math.abs(at - known.at) < age) return known;
    const { issuer, keys } = await find();
    if (keys === undefined) throw unproven('шлюз не назвал своих ключей (jwks_uri)');
    known = { issuer, keys: await readKeys(await host.fetch(keys)), at };
    return known;
  };
  return async ({ body }: IncomingCall): Promise<EndedEntrance> => {
    const token = new URLSearchParams(Buffer.from(body).toString('utf8')).get('logout_token');
    if (token === null) throw unproven('нет logout_token');
    const facts = { clientId: host.config.clientId, now: host.now() };
    try {
      return await readLogoutToken(token, { ...facts, ...(await refresh(KEPT)) });
    } catch (error) {
      if (!isOfOtherKey(error)) throw asUnproven(error);
    }
    try {
      return await readLogoutToken(token, { ...facts, ...(await refresh(KEPT_UNFIT)) });
    } catch (error) {
      throw asUnproven(error);
    }
  };
}

async function readKeys(answer: Response): Promise<JSONWebKeySet> {
  const keys = answer.ok ? await answer.json().catch(() => undefined) : undefined;
  if (Array.isArray((keys as JSONWebKeySet | undefined)?.keys)) return keys as JSONWebKeySet;
  throw new ProviderError('keys', `Ключи шлюза не получены: ответ ${answer.status}`, { retry: 'later' });
}

export interface LogoutCheck {
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: JSONWebKeySet;
  readonly now: Date;
}

/** Whose entrance ends, once everything that the standard wants checked is right. */
export async function readLogoutToken(token: string, check: LogoutCheck): Promise<EndedEntrance> {
  const { payload } = await jwtVerify(token, createLocalJWKSet(check.keys), {
    issuer: check.issuer,
    audience: check.clientId,
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE,
    currentDate: check.now,
    maxTokenAge: LONGEST_LIFE,
    requiredClaims: ['iat', 'jti', 'events'],
  });
  const { jti = '', iat = 0, sub, sid } = payload;
  if (!isLogout(payload)) throw unproven('это не сообщение о выходе (events)');
  if ('nonce' in payload) throw unproven('в нём есть nonce: это маркер входа');
  const named = { ...(isName(sub) ? { subject: sub } : {}), ...(isName(sid) ? { session: sid } : {}) };
  if (Object.keys(named).length === 0) throw unproven('не сказано, кто вышел (sub, sid)');
  return { messageId: jti, until: new Date((iat + LONGEST_LIFE + TOLERANCE) * 1000), ...named };
}

function isLogout({ events }: JWTPayload): boolean {
  if (typeof events !== 'object' || events === null || !Object.hasOwn(events, EVENT)) return false;
  const event = (events as Record<string, unknown>)[EVENT];
  return typeof event === 'object' && event !== null && !Array.isArray(event);
}

const LONGEST_NAME = 300;

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;
}

/** The keys may have been exchanged since they were read. */
function isOfOtherKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;
}

function asUnproven(error: unknown): unknown {
  return error instanceof errors.JOSEError ? unproven(error.code, error) : error;
}

function unproven(why: string, cause?: unknown): ProviderError {
  return new ProviderError('logoutToken', `Сообщение о выходе не прошло проверку: ${why}`, { retry: 'never', cause });
}
