import { valuesAt } from './path.ts';
import { type AttorneyPlace, type AttorneyRules, placeTitles, standardPlaces } from './places.ts';
import { readXmlTree, XmlFault, type XmlNode } from './xml-tree.ts';

/** What a machine-readable power of attorney says: who for whom, until when, what they may. */
export interface AttorneyFacts {
  readonly number: string;
  readonly principal: { readonly name: string; readonly inn: string | null; readonly ogrn: string | null };
  readonly representative: { readonly name: string; readonly snils: string | null; readonly inn: string | null };
  readonly from: string;
  readonly until: string;
  readonly powers: readonly string[];
}

export type AttorneyReading = { readonly facts: AttorneyFacts } | { readonly problem: string };

const MOST_POWERS = 100;
const LONGEST_POWER = 500;

/** What is missing is named; nothing is guessed. A root that the federal formats do not have needs the body's own paths. Pure. */
export function readAttorney(bytes: Uint8Array, places: AttorneyRules['places'] = {}): AttorneyReading {
  try {
    const root = readXmlTree(bytes);
    const isKnown = root.name === 'Доверенность' || root.name === 'Файл' || Object.keys(places).length > 0;
    return isKnown ? factsOf(root, { ...standardPlaces, ...places }) : { problem: notAttorney };
  } catch (error) {
    if (error instanceof XmlFault) return { problem: notAttorney };
    throw error;
  }
}

const notAttorney =
  'Это не машиночитаемая доверенность: нужен файл XML формата МЧД, как его выдал сервис доверенностей, без изменений.';

const needed = ['number', 'principalName', 'surname', 'givenName', 'from', 'until'] as const;

function factsOf(root: XmlNode, places: Readonly<Record<AttorneyPlace, string>>): AttorneyReading {
  const all = (place: AttorneyPlace) => valuesAt(root, places[place]).map((value) => value.slice(0, 1000));
  const one = (place: AttorneyPlace): string => all(place)[0] ?? '';
  const values = {
    ...{ number: one('number'), principalName: one('principalName') },
    ...{ surname: one('surname'), givenName: one('givenName') },
    ...{ from: day(one('from')) ?? '', until: day(one('until')) ?? '' },
  };
  const missing = needed.filter((place) => values[place] === '');
  if (missing.length > 0) {
    const words = missing.map((place) => `${placeTitles[place].toLocaleLowerCase('ru')} (${places[place]})`);
    return { problem: `В доверенности не найдено: ${words.join(', ')}. Проверьте файл.` };
  }
  const { number, principalName, surname, givenName, from, until } = values;
  return {
    facts: {
      ...{ number, from, until },
      principal: { name: principalName, inn: digits(one('principalInn')), ogrn: digits(one('principalOgrn')) },
      representative: {
        name: [surname, givenName, one('patronymic')].filter((part) => part !== '').join(' '),
        snils: digits(one('snils')),
        inn: digits(one('inn')),
      },
      // In words, or by the names of the classifier.
      powers: [...new Set(all('powers').map((power) => power.slice(0, LONGEST_POWER)))].slice(0, MOST_POWERS),
    },
  };
}

/** `2027-03-31`, and `31.03.2027` of older formats. */
function day(value: string): string | undefined {
  const older = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(value);
  const iso = older === null ? value : `${older[3]}-${older[2]}-${older[1]}`;
  const moment = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === iso ? iso : undefined;
}

function digits(value: string): string | null {
  return value.replaceAll(/\D/g, '') || null;
}
