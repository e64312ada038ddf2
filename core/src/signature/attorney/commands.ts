import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { AttorneyResult } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { Transaction } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { safeFileName } from '../../file/file-name.ts';
import { findOgrn, getAttorneyRules, getSignatory } from '../../organisation/queries.ts';
import { fullName, type Session } from '../../session/session.ts';
import { readCms } from '../cms.ts';
import { unreadable } from '../refusals.ts';
import { firstVerdict } from '../verifier.ts';
import { attorneyProblems, type Bearer } from './fitness.ts';
import type { AttorneyRules } from './places.ts';
import { findAttorney, findAttorneyContent, type Seal, type StoredAttorney, type Whose } from './queries.ts';
import { type AttorneyFacts, readAttorney } from './read-attorney.ts';
import { endAttorney, replaceAttorney, sealAttorney } from './rows.ts';

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
  readonly sha256: string;
  readonly seal: Seal | null;
  readonly problems: readonly string[];
}

/** Who signs, and what their body asks of powers of attorney. */
export interface AttorneyBearer extends Bearer {
  readonly rules: AttorneyRules;
}

/** The one in the profile, with what speaks against it today. */
export async function myAttorney(call: AttorneyCall): Promise<AttorneyResult> {
  const { deps, session } = call;
  const found = await deps.database.inBodies(session.bodies, (trx) => findAttorney(trx, whoseIs(session)));
  if (found === undefined) return { attorney: null };
  const { id, name, facts, createdAt } = found;
  const seal = found.seal && { ...found.seal, signers: [...found.seal.signers] };
  const problems = problemsOf(found, await bearerOf(call)).map(({ text }) => text);
  return {
    attorney: { id, name, ...facts, powers: [...facts.powers], seal, problems, createdAt: createdAt.toISOString() },
  };
}

/**
 * Read before it is kept. One that names another person or has run out is refused; one of another body is, where the body is strict.
 * @throws Refusal fileRefused
 */
export async function setAttorney(call: AttorneyCall, source: Readable, given: string): Promise<AttorneyResult> {
  const { deps, session, now } = call;
  const received = await deps.files.receive(source, LARGEST);
  try {
    const content = await readFile(received.path);
    const bearer = await bearerOf(call);
    const reading = readAttorney(content, bearer.rules.places);
    if ('problem' in reading) throw new Refusal('fileRefused', reading.problem);
    const { facts } = reading;
    const fault = attorneyProblems(facts, bearer).find(({ kind }) => kind !== 'body' || bearer.rules.strict);
    if (fault !== undefined) {
      throw new Refusal(
        'fileRefused',
        `${fault.text} Загрузите действующую доверенность на своё имя от своего ведомства.`,
      );
    }
    await deps.scan(received.path);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const kept = { ...whoseIs(session), name: safeFileName(given), content, sha256, facts, createdAt: now };
    await deps.database.inBodies(session.bodies, (trx) => replaceAttorney(trx, kept));
  } finally {
    await received.discard();
  }
  return myAttorney(call);
}

/**
 * The detached signature of whoever gave it, checked against the file as it is kept: one that was changed after that is refused.
 * @throws Refusal notFound, fileRefused
 */
export async function setSeal(call: AttorneyCall, source: Readable): Promise<AttorneyResult> {
  const { deps, session, now } = call;
  const inBody = <T>(work: (trx: Transaction) => Promise<T>) => deps.database.inBodies(session.bodies, work);
  const found = await inBody((trx) => findAttorney(trx, whoseIs(session)));
  const kept = found && (await inBody((trx) => findAttorneyContent(trx, found.id)));
  if (!kept || !found) throw new Refusal('notFound', 'Доверенности в профиле нет. Сначала загрузите её файл XML.');
  const received = await deps.files.receive(source, LARGEST);
  try {
    const signature = await readFile(received.path);
    const reading = readCms(signature);
    if ('problem' in reading) throw unreadable(reading.problem);
    await deps.scan(received.path);
    const open = async () => Readable.from([kept.content]);
    const organisationId = session.organisation.id;
    const verdict = await firstVerdict(deps, { organisationId, open, signature, now, knownSince: found.createdAt });
    if (verdict?.status === 'broken') {
      throw new Refusal(
        'fileRefused',
        `${verdict.text} Загрузите доверенность и её подпись, как их выдал сервис доверенностей.`,
      );
    }
    const signers = reading.signers.map(({ name, organisation }) => [name, organisation].filter(Boolean).join(', '));
    await inBody((trx) => sealAttorney(trx, found.id, { signature, seal: { signers, verdict } }));
  } finally {
    await received.discard();
  }
  return myAttorney(call);
}

export async function removeAttorney({ deps, session, now }: AttorneyCall): Promise<void> {
  await deps.database.inBodies(session.bodies, (trx) => endAttorney(trx, whoseIs(session), now));
}

/** Against what the person's power of attorney is held; read as the owner. */
export async function bearerOf({ deps, session, now }: AttorneyCall): Promise<AttorneyBearer> {
  return deps.database.asOwner(async (trx) => {
    const rules = await getAttorneyRules(trx, session.organisation.id);
    const me = { fullName: fullName(session.user), ...(await getSignatory(trx, session)) };
    const ogrn = await findOgrn(trx, session.organisation.id);
    return { me, rules, inn: rules.inn, ogrn, today: localDate(now, session.organisation.timeZone) };
  });
}

/**
 * The person's current one, for a signature that they make themselves; undefined: they have none.
 * @throws Refusal stateConflict where the body is strict and something speaks against it
 */
export async function attorneyFor(
  trx: Transaction,
  session: Session,
  bearer: AttorneyBearer,
): Promise<SignedByAttorney | undefined> {
  const found = await findAttorney(trx, whoseIs(session));
  if (found === undefined) return undefined;
  const problems = problemsOf(found, bearer).map(({ text }) => text);
  const [first] = problems;
  if (first !== undefined && bearer.rules.strict) {
    throw new Refusal(
      'stateConflict',
      `Не подписано. ${first} Ведомство не принимает подписи по такой доверенности: замените её в «Моём профиле».`,
    );
  }
  const { id, sha256, facts, seal } = found;
  return { id, sha256, ...facts, seal, problems };
}

const problemsOf = ({ facts, seal }: StoredAttorney, bearer: Bearer) => attorneyProblems(facts, bearer, seal?.verdict);

const whoseIs = ({ user, organisation }: Session): Whose => ({ userId: user.id, organisationId: organisation.id });
