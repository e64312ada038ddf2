import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { AttorneyResult } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { Transaction } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { safeFileName } from '../../file/file-name.ts';
import { getSignatory } from '../../organisation/queries.ts';
import { fullName, type Session } from '../../session/session.ts';
import type { Signatory } from '../owner-fault.ts';
import { attorneyProblems } from './fitness.ts';
import { findAttorney, type StoredAttorney, type Whose } from './queries.ts';
import { type AttorneyFacts, readAttorney } from './read-attorney.ts';
import { endAttorney, replaceAttorney } from './rows.ts';

/** Such a document takes tens of kilobytes. */
const LARGEST = 512 * 1024;

export interface AttorneyCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** What a signature keeps of the power of attorney that it was made by. */
export interface SignedByAttorney extends AttorneyFacts {
  readonly id: string;
  readonly problems: readonly string[];
}

/** The one in the profile, with what speaks against it today. */
export async function myAttorney(call: AttorneyCall): Promise<AttorneyResult> {
  const { deps, session } = call;
  const found = await deps.database.inBodies(session.bodies, (trx) => findAttorney(trx, whoseIs(session)));
  return { attorney: found === undefined ? null : viewOf(found, await problemsOf(call, found.facts)) };
}

/** Read before it is kept; one that names another person is refused. @throws Refusal fileRefused */
export async function setAttorney(call: AttorneyCall, source: Readable, given: string): Promise<AttorneyResult> {
  const { deps, session, now } = call;
  const received = await deps.files.receive(source, LARGEST);
  try {
    const content = await readFile(received.path);
    const reading = readAttorney(content);
    if ('problem' in reading) throw new Refusal('fileRefused', reading.problem);
    const { facts } = reading;
    const [first] = await problemsOf(call, facts);
    if (first !== undefined)
      throw new Refusal('fileRefused', `${first} Загрузите действующую доверенность на своё имя.`);
    await deps.scan(received.path);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const kept = { ...whoseIs(session), name: safeFileName(given), content, sha256, facts, createdAt: now };
    await deps.database.inBodies(session.bodies, (trx) => replaceAttorney(trx, kept));
  } finally {
    await received.discard();
  }
  return myAttorney(call);
}

export async function removeAttorney({ deps, session, now }: AttorneyCall): Promise<void> {
  await deps.database.inBodies(session.bodies, (trx) => endAttorney(trx, whoseIs(session), now));
}

/** The person's current one, for a signature that they make themselves; undefined: they have none. */
export async function attorneyFor(
  trx: Transaction,
  { session, now }: Pick<AttorneyCall, 'session' | 'now'>,
  me: Signatory,
): Promise<SignedByAttorney | undefined> {
  const found = await findAttorney(trx, whoseIs(session));
  return found && { id: found.id, ...found.facts, problems: attorneyProblems(found.facts, me, todayOf(session, now)) };
}

async function problemsOf({ deps, session, now }: AttorneyCall, facts: AttorneyFacts): Promise<string[]> {
  const signatory = await deps.database.asOwner((trx) => getSignatory(trx, session));
  return attorneyProblems(facts, { fullName: fullName(session.user), ...signatory }, todayOf(session, now));
}

function viewOf({ id, name, facts, createdAt }: StoredAttorney, problems: string[]) {
  return { id, name, ...facts, powers: [...facts.powers], problems, createdAt: createdAt.toISOString() };
}

const todayOf = ({ organisation }: Session, now: Date) => localDate(now, organisation.timeZone);

const whoseIs = ({ user, organisation }: Session): Whose => ({ userId: user.id, organisationId: organisation.id });
