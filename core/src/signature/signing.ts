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

/**
 * The places that this very case has: a place whose condition is not met, or not yet known to be, is none. Those who sign at the same
 * time stay together, and join nobody else, when the first of them is not needed. Pure.
 */
export function placesFor(described: readonly DescribedPlace[] | undefined, rules: RuleContext): SigningPlace[] {
  const needed = ({ when }: DescribedPlace) => when === undefined || truth(when, rules).value === true;
  return groupsOf(described ?? []).flatMap((group) =>
    group
      .filter(needed)
      .map(({ when: _when, alongside: _alongside, ...place }, index) =>
        index === 0 ? place : { ...place, alongside: true as const },
      ),
  );
}

/** Those of one group sign in whatever order, the groups one after another. */
function groupsOf<Place extends Pick<SigningPlace, 'alongside'>>(places: readonly Place[]): Place[][] {
  const groups: Place[][] = [];
  for (const place of places) {
    const last = groups.at(-1);
    if (place.alongside && last !== undefined) last.push(place);
    else groups.push([place]);
  }
  return groups;
}

/** The places whose turn it is; none when all have signed. */
export function awaitedPlaces({ places, signed }: Signing): readonly SigningPlace[] {
  const isOpen = ({ code }: SigningPlace) => !signed.some(({ place }) => place === code);
  return (groupsOf(places).find((group) => group.some(isOpen)) ?? []).filter(isOpen);
}

/** Whether those who are awaited have heard of it: one who signs beside them already has. */
export function isTurnNew(signing: Signing): boolean {
  const awaited = awaitedPlaces(signing);
  const group = groupsOf(signing.places).find((one) => awaited.some((place) => one.includes(place)));
  return group === undefined || group.length === awaited.length;
}

/** The place for which this person's signature stands. */
export function placeOf(signing: Signing, person: Signatory): SigningPlace | undefined {
  return awaitedPlaces(signing).find((place) => fits(place, person));
}

export function statusOfPlace(signing: Signing, place: SigningPlace): PlaceStatus {
  if (signing.signed.some((one) => one.place === place.code)) return 'signed';
  return awaitedPlaces(signing).some(({ code }) => code === place.code) ? 'awaited' : 'later';
}

/**
 * Why this person may not sign now, in words that say who does; undefined when it is their turn. One person never signs for two
 * places, whatever functions they hold: two signatures stand for two people.
 */
export function findSigningProblem(signing: Signing, person: Signatory): string | undefined {
  const awaited = awaitedPlaces(signing);
  if (awaited.length === 0) return 'Все подписи под документом уже стоят: больше его никто не подписывает';
  const turn = `Сейчас ожидается подпись: ${awaited.map(nameOf).join(', ')}`;
  const own = signing.signed.find(({ by }) => by === person.id);
  if (own !== undefined) {
    const place = signing.places.find(({ code }) => code === own.place);
    return `Вы уже подписали документ${place === undefined ? '' : ` (${nameOf(place)})`}. ${turn}`;
  }
  if (placeOf(signing, person) !== undefined) return undefined;
  const later = signing.places.some((place) => statusOfPlace(signing, place) === 'later' && fits(place, person));
  return later ? `${turn}. Вы подписываете после` : turn;
}

/** Why this person may not take this signature away; undefined when they may: their own, as long as nobody relies on it. */
export function findUnsigningProblem({ places, signed }: Signing, code: string, person: string): string | undefined {
  const own = signed.find(({ place }) => place === code);
  if (own === undefined) return undefined;
  if (own.by !== person) return 'Подпись под документом решения снимает только тот, кто её поставил';
  const groups = groupsOf(places);
  const after = groups.slice(groups.findIndex((group) => group.some((place) => place.code === code)) + 1).flat();
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
