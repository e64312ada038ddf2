/** Who signs the paper of a decision, and in what order. Pure: the pages ask it too. */
import type { SigningPlace as DescribedPlace } from '@reglament/format';
import { truth } from '../rule/evaluate.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';

/** A place for a signature, as it was when the paper was made. */
export type SigningPlace = Omit<DescribedPlace, 'when'>;

export interface Signing {
  /** In their order. */
  readonly places: readonly SigningPlace[];
  /** Which of them are signed, and by whom: ids of people. */
  readonly signed: readonly { readonly place: string; readonly by: string }[];
}

export interface Signatory {
  readonly id: string;
  /** Functions that they hold for the case. */
  readonly functions: ReadonlySet<string>;
  readonly isExecutor: boolean;
}

export type PlaceStatus = 'signed' | 'awaited' | 'later';

/** The places that this very case has: a place whose condition is not met, or not yet known to be, is none. Pure. */
export function placesFor(described: readonly DescribedPlace[] | undefined, rules: RuleContext): SigningPlace[] {
  return (described ?? []).flatMap(({ when, ...place }) =>
    when === undefined || truth(when, rules).value === true ? [place] : [],
  );
}

/** The place whose turn it is; undefined when all have signed. */
export function awaitedPlace({ places, signed }: Signing): SigningPlace | undefined {
  return places.find(({ code }) => !signed.some(({ place }) => place === code));
}

export function statusOfPlace(signing: Signing, { code }: SigningPlace): PlaceStatus {
  if (signing.signed.some(({ place }) => place === code)) return 'signed';
  return awaitedPlace(signing)?.code === code ? 'awaited' : 'later';
}

/**
 * Why this person may not sign now, in words that say who does; undefined when it is their turn. One person never signs for two
 * places, whatever functions they hold: two signatures stand for two people.
 */
export function findSigningProblem(signing: Signing, person: Signatory): string | undefined {
  const awaited = awaitedPlace(signing);
  if (awaited === undefined) return 'Все подписи под документом уже стоят: больше его никто не подписывает';
  const turn = `Сейчас ожидается подпись: ${nameOf(awaited)}`;
  const own = signing.signed.find(({ by }) => by === person.id);
  if (own !== undefined) {
    const place = signing.places.find(({ code }) => code === own.place);
    return `Вы уже подписали документ${place === undefined ? '' : ` (${nameOf(place)})`}. ${turn}`;
  }
  if (fits(awaited, person)) return undefined;
  const later = signing.places.some((place) => statusOfPlace(signing, place) === 'later' && fits(place, person));
  return later ? `${turn}. Вы подписываете после` : turn;
}

/** Why this person may not take this signature away; undefined when they may: their own, as long as nobody relies on it. */
export function findUnsigningProblem({ places, signed }: Signing, code: string, person: string): string | undefined {
  const own = signed.find(({ place }) => place === code);
  if (own === undefined) return undefined;
  if (own.by !== person) return 'Подпись под документом решения снимает только тот, кто её поставил';
  const after = places.slice(places.findIndex((place) => place.code === code) + 1);
  const next = after.find((place) => signed.some((one) => one.place === place.code));
  return next === undefined
    ? undefined
    : `После вас документ уже подписали (${nameOf(next)}): чтобы изменить его, верните решение на доработку`;
}

function fits(place: SigningPlace, { functions, isExecutor }: Signatory): boolean {
  return functions.has(place.function) && (place.relation !== 'executor' || isExecutor);
}

export function nameOf({ title }: SigningPlace): string {
  return titleOf(title, 'ru');
}
