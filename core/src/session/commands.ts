import type { Database, Transaction } from '../db.ts';
import type { Statement } from '../db-batch.ts';
import { Refusal } from '../errors.ts';
import { checkAttempts, familiarFor } from './attempt-limit.ts';
import { firstExpiry, prolonged } from './lifetime.ts';
import { hashPassword, verifyPassword, weakness } from './password.ts';
import { type Account, countAttempts, findAccount, findSessionAlong } from './queries.ts';
import * as rows from './rows.ts';
import type { Session } from './session.ts';
import { newToken, sessionIdOf } from './token.ts';

/** Where a request comes from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
  /** The token in its cookie, valid or not. */
  readonly token: string | undefined;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly remember: boolean;
}

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly remembered: boolean;
}

interface Moment {
  readonly client: Client;
  readonly now: Date;
}

/** Enters by login and password. The session of the cookie, if any, ends: a token planted beforehand is worth nothing. */
export async function logIn(database: Database, credentials: Credentials, moment: Moment): Promise<OpenedSession> {
  const key = { login: credentials.login.trim().toLowerCase(), address: moment.client.address };
  const attempt = await reserveAttempt(database, key, moment.now);
  const account = await findAccount(database, key.login);
  const right = await verifyPassword(credentials.password, account?.passwordHash ?? undefined);
  if (!right || account === undefined || account.disabled) {
    throw new Refusal(
      'wrongCredentials',
      'Неверный логин или пароль. Проверьте раскладку клавиатуры и клавишу Caps Lock.',
    );
  }
  return openSession(database, { account, attempt, remembered: credentials.remember }, moment);
}

/** Counts the attempt as failed before the password is looked at; 50 at once cannot slip through together. */
async function reserveAttempt(database: Database, key: rows.AttemptKey, now: Date): Promise<number> {
  return database.asOwner(async (trx) => {
    await rows.lockAttempts(trx, key);
    checkAttempts(await countAttempts(trx, key, now));
    return rows.insertAttempt(trx, key, now);
  });
}

interface Entry {
  readonly account: Account;
  readonly attempt: number;
  readonly remembered: boolean;
}

async function openSession(database: Database, entry: Entry, moment: Moment): Promise<OpenedSession> {
  const { account, attempt, remembered } = entry;
  const organisationId = account.organisations[0];
  const opened = { token: newToken(), expiresAt: firstExpiry(moment.now, remembered), remembered };
  await database.asOwner(async (trx) => {
    await rows.markAttemptRight(trx, attempt);
    if (organisationId === undefined) return;
    if (moment.client.token !== undefined) await rows.deleteSession(trx, sessionIdOf(moment.client.token));
    await rows.insertSession(trx, newSession(opened, { userId: account.id, organisationId }, moment));
  });
  if (organisationId === undefined) {
    throw new Refusal(
      'forbidden',
      'Ваша учётная запись не связана ни с одним ведомством. Обратитесь к администратору.',
    );
  }
  return opened;
}

export interface IdentityEntry {
  readonly userId: string;
  readonly organisationId: string;
  readonly identity: rows.IdentityOrigin;
}

/** Begins a session of somebody whom another place has named. The session of the cookie, if any, ends. */
export async function openIdentitySession(
  trx: Transaction,
  entry: IdentityEntry,
  moment: Moment,
): Promise<OpenedSession> {
  const opened = { token: newToken(), expiresAt: firstExpiry(moment.now, false), remembered: false };
  if (moment.client.token !== undefined) await rows.deleteSession(trx, sessionIdOf(moment.client.token));
  await rows.insertSession(trx, { ...newSession(opened, entry, moment), identity: entry.identity });
  return opened;
}

export interface Resuming {
  readonly now: Date;
  /** What is asked in the same message, for the bodies of whoever comes; see `asActorAtOnce`. */
  readonly reads: readonly Statement[];
}

/** Who acts, if they may, and the rows of what was read along: none for nobody. */
export interface Resumed {
  readonly session: Session | undefined;
  readonly read: readonly unknown[][];
}

/** The session of a token, still alive; its end moves on while it is used. */
export async function resumeSession(database: Database, token: string, { now, reads }: Resuming): Promise<Resumed> {
  const id = sessionIdOf(token);
  const { found, read } = await findSessionAlong(database, { id, now, reads });
  const expiresAt = found && prolonged(found.times, now);
  if (expiresAt !== undefined)
    await database.asOwner((trx) => rows.prolongSession(trx, id, { seenAt: now, expiresAt }));
  return { session: found?.session, read };
}

export async function logOut(database: Database, session: Session): Promise<void> {
  await database.asOwner((trx) => rows.deleteSession(trx, Buffer.from(session.id, 'hex')));
}

/** Acts for another of one's bodies from now on. */
export async function switchOrganisation(database: Database, session: Session, organisationId: string): Promise<void> {
  const id = Buffer.from(session.id, 'hex');
  const chosen = await database.asOwner((trx) => rows.chooseOrganisation(trx, id, organisationId));
  if (!chosen)
    throw new Refusal('forbidden', 'Вы не можете работать от имени этого ведомства. Выберите другое из списка.');
}

export interface PasswordChange {
  readonly session: Session;
  readonly current: string;
  readonly new: string;
  readonly again: string;
}

/** Sets one's own password. All sessions of the user end; the one that asked goes on under a new token. */
export async function changePassword(
  database: Database,
  change: PasswordChange,
  moment: Moment,
): Promise<OpenedSession> {
  const { user, remembered } = change.session;
  const key = { login: user.login, address: moment.client.address };
  const attempt = await reserveAttempt(database, key, moment.now);
  const account = await findAccount(database, user.login);
  if (account === undefined || !(await verifyPassword(change.current, account.passwordHash ?? undefined))) {
    throw passwordRefusal('wrongPassword', 'current', 'Текущий пароль указан неверно.');
  }
  await database.asOwner((trx) => rows.markAttemptRight(trx, attempt));
  checkNewPassword(change, user.login);
  const passwordHash = await hashPassword(change.new);
  const opened = { token: newToken(), expiresAt: firstExpiry(moment.now, remembered), remembered };
  await database.asOwner(async (trx) => {
    await rows.updatePassword(trx, user.id, passwordHash);
    await rows.deleteSessionsOf(trx, user.id);
    const owner = { userId: user.id, organisationId: change.session.organisation.id };
    await rows.insertSession(trx, newSession(opened, owner, moment));
  });
  return opened;
}

function newSession(
  opened: OpenedSession,
  owner: { userId: string; organisationId: string },
  { client, now }: Moment,
): rows.NewSession {
  return {
    id: sessionIdOf(opened.token),
    ...owner,
    remembered: opened.remembered,
    createdAt: now,
    expiresAt: opened.expiresAt,
    address: client.address,
    userAgent: client.userAgent,
  };
}

function checkNewPassword(change: PasswordChange, login: string): void {
  if (change.new !== change.again) {
    throw passwordRefusal('weakPassword', 'again', 'Новый пароль и его повтор не совпадают. Введите их ещё раз.');
  }
  if (change.new === change.current) {
    throw passwordRefusal('weakPassword', 'new', 'Новый пароль совпадает с текущим. Придумайте другой.');
  }
  const reason = weakness(change.new, login);
  if (reason !== undefined) throw passwordRefusal('weakPassword', 'new', reason);
}

function passwordRefusal(code: 'wrongPassword' | 'weakPassword', field: string, message: string): Refusal {
  return new Refusal(code, message, { problems: [{ field, pointer: `/${field}`, code, message }] });
}

/** Ends another session of one's own, or all others; the present one ends by leaving. @throws Refusal notFound */
export async function endOtherSessions(database: Database, { id, user }: Session, code?: string): Promise<void> {
  const which = { userId: user.id, id: Buffer.from(id, 'hex'), ...(code === undefined ? {} : { code }) };
  const ended = await database.asOwner((trx) => rows.deleteOtherSessions(trx, which));
  if (code !== undefined && ended === 0) {
    throw new Refusal('notFound', 'Такого сеанса у вас нет, или он уже завершён: обновите список');
  }
}

/** Within the transaction that takes an account's right to enter away. */
export async function endSessionsOf(trx: Transaction, userId: string): Promise<void> {
  await rows.deleteSessionsOf(trx, userId);
}

/** Within the transaction that takes the link of a person to another place away. */
export async function endIdentitySessions(trx: Transaction, userId: string, connectionId: string): Promise<void> {
  await rows.deleteIdentitySessions(trx, userId, connectionId);
}

/** Within the transaction that has learnt that somebody has signed out at another place; how many ended. */
export async function endSessionsThere(trx: Transaction, ended: rows.EndedThere): Promise<number> {
  return rows.deleteEndedThere(trx, ended);
}

/** Takes the lock off an account, by the hand of whoever has the machine. @throws Refusal notFound */
export async function unlockLogin(database: Database, login: string): Promise<void> {
  const account = await findAccount(database, login.trim().toLowerCase());
  if (account === undefined) throw new Refusal('notFound', `Сотрудника с логином «${login}» нет.`);
  await database.asOwner((trx) => rows.deleteFailedAttempts(trx, account.login));
}

/** Housekeeping, once a day: what no rule looks at any more. */
export async function forgetOldSessions(database: Database, now: Date): Promise<void> {
  await database.asOwner(async (trx) => {
    await rows.deleteExpiredSessions(trx, now);
    await rows.deleteAttemptsBefore(trx, new Date(now.getTime() - familiarFor));
  });
}
