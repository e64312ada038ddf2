import { markSigningOrder } from '../decision/rows.ts';
import { fullName } from '../session/session.ts';
import { awaitedPlaces, isTurnNew, nameOf, placesFor, type Signing, type SigningPlace } from '../signature/signing.ts';
import { tellStaff } from '../staff-notice/commands.ts';
import type { StaffNoticeKind } from '../staff-notice/kinds.ts';
import type { ApplicationRecord } from './application.model.ts';
import { ruleContext } from './case-context.ts';
import type { Course, Outcome } from './course.ts';
import type { Held, Work } from './hold.ts';
import { readCase } from './queries.ts';
import type { ApplicationChanges } from './rows.ts';

export const nobodyAwaited = { awaitedFunction: null, alsoAwaited: null } as const;

/** The paper is there: who signs it is settled with it, and whoever is first hears of it. */
export async function beginSigning({ work, held, decision, record }: Course): Promise<Outcome> {
  const kind = decision.facts.decision?.kind;
  const described = kind === undefined ? undefined : held.pinned.service.decisions[kind]?.signatures;
  const signing = { places: placesFor(described, ruleContext(held.context)), signed: [] };
  if (signing.places.length === 0) return { changes: {} };
  await markSigningOrder(work.trx, record.id, signing.places);
  await tellAwaited(work, record, signing);
  return { changes: awaitedColumn(signing), facts: { signing: signing.places.map(nameOf) } };
}

export interface SigningFollowed {
  readonly changes: ApplicationChanges;
  /** Nobody is awaited any more. */
  readonly complete: boolean;
}

/** A signature of the paper was put or taken away: whose turn it is now, and word of it to them. */
export async function followSigning(work: Work, { record }: Held): Promise<SigningFollowed> {
  const { signing } = await readCase(work.trx, record.id);
  if (signing === null) return { changes: {}, complete: false };
  await tellAwaited(work, record, signing);
  return { changes: awaitedColumn(signing), complete: awaitedPlaces(signing).length === 0 };
}

/** The executor finds the case among their own; the others have to look for their turn. */
function awaitedColumn(signing: Signing): ApplicationChanges {
  const awaited = awaitedPlaces(signing);
  const others = awaited.filter(({ relation }) => relation !== 'executor').map((place) => place.function);
  const isOwn = others.length < awaited.length;
  const beside = isOwn ? others : others.slice(1);
  return { awaitedFunction: isOwn ? null : (others[0] ?? null), alsoAwaited: beside.length === 0 ? null : beside };
}

async function tellAwaited(work: Work, record: ApplicationRecord, signing: Signing): Promise<void> {
  if (!isTurnNew(signing)) return;
  for (const place of awaitedPlaces(signing)) await tellTurn(work, record, { place, number: numberOf(record) });
}

/** Everybody has signed; `released`: the last signature has let the result out by itself. */
export async function tellGathered(work: Work, record: ApplicationRecord, released: boolean): Promise<void> {
  const number = numberOf(record);
  const text = released
    ? `Под документом заявки ${number} стоят все подписи: результат выпущен`
    : `Под документом заявки ${number} стоят все подписи: результат можно выпустить`;
  await tell(work, record, { kind: 'signaturesGathered', text, functions: [] });
}

const numberOf = ({ number }: ApplicationRecord) => (number === null ? 'без номера' : `№ ${number}`);

interface Turn {
  readonly place: SigningPlace;
  readonly number: string;
}

async function tellTurn(work: Work, record: ApplicationRecord, { place, number }: Turn): Promise<void> {
  const isExecutor = place.relation === 'executor';
  const whose = isExecutor ? '' : ` (${nameOf(place)})`;
  const text = `Документ заявки ${number} ждёт вашей подписи${whose}. Передал: ${fullName(work.session.user)}`;
  await tell(work, record, { kind: 'signatureAwaited', text, functions: isExecutor ? [] : [place.function] });
}

interface Told {
  readonly kind: StaffNoticeKind;
  readonly text: string;
  /** Whoever holds any of these; none: the executor. */
  readonly functions: readonly string[];
}

async function tell(work: Work, record: ApplicationRecord, { kind, text, functions }: Told): Promise<void> {
  const { id: applicationId, organisationId, departmentId, serviceCode } = record;
  const executorId = functions.length === 0 ? record.executorId : null;
  const audience = { organisationId, departmentId, serviceCode, functions, executorId };
  const notice = { applicationId, kind, text, createdAt: work.now };
  await tellStaff(work.trx, { ...audience, exceptId: work.session.user.id }, notice);
}
