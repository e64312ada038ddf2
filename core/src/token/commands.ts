import { randomBytes } from 'node:crypto';
import { isScope, scopes as known, type Scope } from '../access/scope.ts';
import type { Database, Transaction } from '../db.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { Refusal } from '../errors.ts';
import { checkGivable, createUser } from '../organisation/commands.ts';
import { getOrganisationByCode, getRoleByCode } from '../organisation/queries.ts';
import type { Resumed, Resuming } from '../session/commands.ts';
import type { Session } from '../session/session.ts';
import { findToken } from './queries.ts';
import * as rows from './rows.ts';
import { hashOf, hintOf, newSecret } from './secret.ts';

const day = 86_400_000;
const validDays = { usual: 365, most: 730 };
/** How stale the last use may grow before a request writes it: reading must not cost a commit each time. */
const usedEvery = 60_000;

export interface NewToken {
  readonly name: string;
  /** Code of the body that the program acts for. */
  readonly organisation: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** Codes; all services when there are none. */
  readonly services?: readonly string[];
  readonly validDays?: number;
}

export interface IssuedToken {
  readonly id: string;
  /** Shown once. */
  readonly secret: string;
}

interface Issuing {
  readonly definitions: Pick<DefinitionStore, 'findLatest'>;
  readonly now: Date;
  /** Who issues; whoever has the machine may give everything. */
  readonly session?: Session;
}

/** A new account of its own for each token, so that the journal tells which program did what. @throws Refusal */
export async function issueToken(database: Database, token: NewToken, issuing: Issuing): Promise<IssuedToken> {
  const { now, session } = issuing;
  const scopes = checkScopes(token.scopes);
  checkServices(token.services ?? [], issuing);
  const expiresAt = new Date(now.getTime() + checkDays(token.validDays ?? validDays.usual) * day);
  const secret = newSecret();
  const id = await database.asOwner(async (trx) => {
    const { id: organisationId } = await getOrganisationByCode(trx, token.organisation);
    const userId = await createMachine(trx, token, issuing);
    const kept = { name: token.name, hash: hashOf(secret), hint: hintOf(secret), scopes };
    const times = { createdBy: session?.user.id, createdAt: now, expiresAt };
    return rows.insertToken(trx, { organisationId, userId, ...kept, ...times });
  });
  return { id, secret };
}

async function createMachine(trx: Transaction, token: NewToken, { session, now }: Issuing): Promise<string> {
  const { organisation, services = [] } = token;
  const roles = [...new Set(token.roles)];
  for (const code of roles) {
    const role = await getRoleByCode(trx, code);
    if (session !== undefined) checkGivable(session, role);
  }
  const narrowed = [...new Set(services)];
  const grants = roles.flatMap((role) =>
    narrowed.length === 0 ? [{ role }] : narrowed.map((service) => ({ role, service })),
  );
  return createUser(trx, {
    login: `token-${randomBytes(8).toString('hex')}`,
    surname: token.name,
    name: '',
    position: 'программа',
    passwordHash: '!',
    mustChangePassword: false,
    machine: true,
    createdAt: now,
    memberships: [{ organisation, roles: grants }],
  });
}

function checkScopes(given: readonly string[]): Scope[] {
  const unknown = given.filter((scope) => !isScope(scope));
  if (unknown.length > 0 || given.length === 0) {
    const what =
      unknown.length > 0 ? `Неизвестные области токена: ${unknown.join(', ')}.` : 'Не указана ни одна область.';
    throw new Refusal('invalidBody', `${what} Есть: ${known.join(', ')}.`);
  }
  return [...new Set(given.filter(isScope))];
}

function checkServices(codes: readonly string[], { definitions }: Issuing): void {
  const unknown = codes.find((code) => definitions.findLatest('service', code) === undefined);
  if (unknown !== undefined)
    throw new Refusal('unknownService', `Услуги «${unknown}» нет. Укажите код услуги из списка.`);
}

function checkDays(days: number): number {
  if (Number.isInteger(days) && days >= 1 && days <= validDays.most) return days;
  throw new Refusal('invalidBody', `Срок действия токена – от 1 до ${validDays.most} дней.`);
}

export interface Revoking {
  /** The body whose token it must be; any when undefined. */
  readonly organisationId?: string;
  readonly revokedBy?: string;
  readonly now: Date;
}

/** The token is dead from this commit on: every request looks it up. @throws Refusal notFound */
export async function revokeToken(database: Database, id: string, revoking: Revoking): Promise<void> {
  const { organisationId, revokedBy, now: at } = revoking;
  const found = await database.asOwner((trx) => rows.revokeToken(trx, { id, organisationId, revokedBy, at }));
  if (!found) throw new Refusal('notFound', 'Такого токена нет.');
}

/** The program that a token stands for, while it is in force; `reads` go along as in `resumeSession`. */
export async function resumeToken(database: Database, secret: string, { now, reads }: Resuming): Promise<Resumed> {
  const { found, read } = await findToken(database, { hash: hashOf(secret), now, reads });
  if (found === undefined) return { session: undefined, read };
  const id = found.session.token?.id;
  const stale = found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= usedEvery;
  if (stale && id !== undefined) await database.asOwner((trx) => rows.markUsed(trx, id, now));
  return { session: found.session, read };
}
