import { randomUUID } from 'node:crypto';
import { type IdentityPerson, isProviderError, type Json } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { type Client, type OpenedSession, openIdentitySession } from '../session/commands.ts';
import { fullName } from '../session/session.ts';
import { newToken, sessionIdOf } from '../session/token.ts';
import { SIGN_IN_MINUTES } from './cookie.ts';
import { type Arrival, consentNeeded, consentText, entryFor, personRefused, safeReturn } from './entry.ts';
import { admit } from './newcomer.ts';
import { findAccountOf, findWayTitle, listAdmitting } from './queries.ts';
import * as rows from './rows.ts';
import { hintPlace, noWay, withWay } from './ways.ts';

interface Moment {
  readonly client: Client;
  readonly now: Date;
}

const MINUTE = 60_000;
const WINDOW = 15 * MINUTE;
/** Begun and not finished, of one address: a whole office may stand behind it. */
const MOST_BEGUN = 100;

/** Waits for the return, sealed. */
interface Away {
  readonly keep: Json;
  readonly state: string;
  readonly redirectUri: string;
  readonly returnTo: string;
}

/** Who has returned, sealed. */
interface Back {
  readonly person: IdentityPerson;
  readonly returnTo: string;
  /** What the other place hands over besides. */
  readonly shares: readonly string[];
}

export interface Beginning {
  readonly connectionId: string;
  readonly returnTo: string | undefined;
  /** Origin that the browser is at. */
  readonly origin: string;
}

/** Gives where the browser is to go, and what it is known by when it returns. @throws Refusal */
export async function beginSignIn(
  deps: Deps,
  { connectionId, returnTo, origin }: Beginning,
  { client, now }: Moment,
): Promise<{ readonly url: string; readonly browser: string }> {
  await deps.database.asOwner(async (trx) => {
    const begun = await rows.countLogins(trx, client.address, new Date(now.getTime() - WINDOW));
    if (begun >= MOST_BEGUN)
      throw new Refusal('tooManyAttempts', 'Слишком много начатых входов. Подождите 15 минут и попробуйте снова.', {
        retryAfter: WINDOW / 1000,
      });
  });
  // ЕСИА wants a UUID.
  const [state, browser] = [randomUUID(), newToken()];
  const redirectUri = `${origin}/login/return`;
  const { url, keep } = await toldAsRefusal(() =>
    withWay(deps, connectionId, (identity) => identity.begin({ redirectUri, state })),
  );
  const away: Away = { keep, state, redirectUri, returnTo: safeReturn(returnTo) };
  const login = {
    browser: sessionIdOf(browser),
    state: sessionIdOf(state),
    connectionId,
    content: deps.secrets.seal(JSON.stringify(away), placeOf(sessionIdOf(browser))),
    address: client.address,
    beganAt: now,
    expiresAt: lastMoment(now),
  };
  await deps.database.asOwner((trx) => rows.insertLogin(trx, login));
  return { url, browser };
}

/**
 * The browser is back with this query. It is taken once, by the browser that began, and only then the other place is asked who
 * that was. Gives the name under which the rest goes on. @throws Refusal signInOver, identityRefused, notReady
 */
export async function acceptReturn(deps: Deps, search: string, { browser, now }: Returned): Promise<string> {
  const state = new URLSearchParams(search).get('state') ?? '';
  const place = { browser: sessionIdOf(browser), state: sessionIdOf(state), now };
  const taken = await deps.database.asOwner((trx) => rows.takeReturn(trx, place));
  if (taken === undefined) throw signInOver();
  try {
    const away = opened<Away>(deps, taken.content, place.browser);
    const url = `${away.redirectUri}?${search.replace(/^\?/, '')}`;
    const known = await toldAsRefusal(() =>
      withWay(deps, taken.connectionId, async ({ finish, shares = [] }) => ({
        person: await finish({ url, state: away.state, keep: away.keep }),
        shares,
      })),
    );
    const next = newToken();
    const back: Back = { ...known, returnTo: away.returnTo };
    const content = deps.secrets.seal(JSON.stringify(back), placeOf(sessionIdOf(next)));
    const change = { next: sessionIdOf(next), content, expiresAt: lastMoment(now) };
    await deps.database.asOwner((trx) => rows.saveReturn(trx, place.browser, change));
    return next;
  } catch (error) {
    await deps.database.asOwner((trx) => rows.deleteLogin(trx, place.browser));
    throw error;
  }
}

interface Returned {
  readonly browser: string;
  readonly now: Date;
}

export interface SignInChoice {
  readonly person: string;
  readonly way: string;
  readonly organisations: readonly {
    readonly ogrn: string;
    readonly title: string;
    /** Why one cannot work for it. */
    readonly closed: string | null;
  }[];
  /** To be agreed to first. */
  readonly consent: string | null;
  /** They have agreed before, to something else. */
  readonly consentAgain: boolean;
}

/** On whose behalf whoever has returned may work. @throws Refusal signInOver */
export async function viewChoice(deps: Deps, returned: Returned): Promise<SignInChoice> {
  return deps.database.asOwner(async (trx) => {
    const { arrival, title, consent } = await getArrival(deps, trx, returned);
    const { person, bodies } = arrival;
    const needed = consentNeeded(arrival, consent);
    return {
      person: fullName(person),
      way: title,
      organisations: person.organisations.map(({ ogrn, title: called }) => {
        const entry = entryFor(ogrn, arrival);
        const known = bodies.find((body) => body.ogrn === ogrn)?.title;
        return { ogrn, title: known ?? called, closed: entry.kind === 'closed' ? entry.reason : null };
      }),
      consent: needed?.text ?? null,
      consentAgain: needed?.again ?? false,
    };
  });
}

export interface Chosen {
  /** null: as a person. */
  readonly ogrn: string | null;
  readonly consent: boolean;
}

/** Begins to work for an organisation. @throws Refusal signInOver, identityRefused, consentRequired */
export async function enterAs(
  deps: Deps,
  { ogrn, consent: agreed }: Chosen,
  { browser, client, now }: Returned & Moment,
): Promise<OpenedSession & { readonly returnTo: string }> {
  return deps.database.asOwner(async (trx) => {
    const { arrival, connectionId, returnTo, consent } = await getArrival(deps, trx, { browser, now, lock: true });
    const { person, account } = arrival;
    if (ogrn === null) throw new Refusal('identityRefused', personRefused);
    if (!person.organisations.some((one) => one.ogrn === ogrn))
      throw new Refusal('identityRefused', 'Этой организации нет среди ваших. Выберите другую из списка.');
    const entry = entryFor(ogrn, arrival);
    if (entry.kind === 'closed') throw new Refusal('identityRefused', entry.reason);
    const needed = consentNeeded(arrival, consent);
    if (needed !== null && !agreed)
      throw new Refusal('consentRequired', 'Отметьте согласие на передачу данных: без него войти через ЕСИА нельзя.');
    const userId = await admit(trx, { person, account, entry, connectionId, now });
    const link = { connectionId, subject: person.subject, userId, consent, at: now };
    if (needed === null) await rows.markLogin(trx, link);
    else if (needed.again) await agreeAnew(trx, link, entry.body.id);
    else await rows.insertLink(trx, link);
    const bodies = person.organisations.flatMap((one) => {
      const other = entryFor(one.ogrn, arrival);
      return other.kind === 'closed' ? [] : [other.body.id];
    });
    const { logoutHint, session: there } = person;
    const sealedHint = (id: Buffer) => (logoutHint === undefined ? null : deps.secrets.seal(logoutHint, hintPlace(id)));
    const identity = { connectionId, bodies, sealedHint, session: there };
    const session = await openIdentitySession(
      trx,
      { userId, organisationId: entry.body.id, identity },
      { client, now },
    );
    await rows.deleteLogin(trx, sessionIdOf(browser));
    return { ...session, returnTo };
  });
}

/** To what has changed since. */
async function agreeAnew(trx: Transaction, link: rows.Link, organisationId: string): Promise<void> {
  await rows.renewConsent(trx, link);
  const { userId, at, consent } = link;
  const subject = { kind: 'user', id: userId } as const;
  const event = { type: 'user.consent', actorId: userId, at, subject, payload: { consent } } as const;
  await appendAdminEvent(trx, { ...event, organisationId });
}

interface FoundArrival {
  readonly arrival: Arrival;
  readonly title: string;
  /** What is agreed to here and now. */
  readonly consent: string;
  readonly connectionId: string;
  readonly returnTo: string;
}

async function getArrival(
  deps: Deps,
  trx: Transaction,
  { browser, now, lock = false }: Returned & { readonly lock?: boolean },
): Promise<FoundArrival> {
  const key = sessionIdOf(browser);
  const found = await rows.findReturned(trx, { browser: key, now }, lock);
  if (found === undefined) throw signInOver();
  const { connectionId } = found;
  const { person, returnTo, shares } = opened<Back>(deps, found.content, key);
  const title = await findWayTitle(trx, connectionId);
  if (title === undefined) throw noWay();
  if (lock) await rows.lockPerson(trx, connectionId, person.subject);
  const ogrns = person.organisations.map(({ ogrn }) => ogrn);
  const bodies = await listAdmitting(trx, connectionId, ogrns);
  const account = await findAccountOf(trx, connectionId, person);
  const consent = consentText(title, shares);
  return { arrival: { person, account, bodies }, title, consent, connectionId, returnTo };
}

function opened<T>({ secrets }: Deps, content: Buffer, browser: Buffer): T {
  return JSON.parse(secrets.open(content, placeOf(browser)));
}

/** A sealed login opens only where it was put. */
function placeOf(browser: Buffer): string {
  return `sign-in ${browser.toString('hex')}`;
}

function lastMoment(now: Date): Date {
  return new Date(now.getTime() + SIGN_IN_MINUTES * MINUTE);
}

export function signInOver(): Refusal {
  return new Refusal('signInOver', 'Этот вход уже завершён, истёк или начат в другом браузере. Начните вход заново.');
}

/** The other side's words, for the person who signs in. */
async function toldAsRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isProviderError(error)) throw error;
    if (error.retry === 'never') throw new Refusal('identityRefused', error.message);
    throw new Refusal(
      'notReady',
      'Сторона входа сейчас не отвечает. Попробуйте через минуту или войдите по логину и паролю.',
      { retryAfter: 60 },
    );
  }
}
