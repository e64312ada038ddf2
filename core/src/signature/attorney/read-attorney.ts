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

/**
 * By the names of the federal formats (EMCHD_1, ON_EMCHD_…, ON_DOVEL_…), wherever in the document they stand: versions move parts about and
 * keep their names. What is missing is named; nothing is guessed. Pure.
 */
export function readAttorney(bytes: Uint8Array): AttorneyReading {
  try {
    const root = readXmlTree(bytes);
    return root.name === 'Доверенность' || root.name === 'Файл' ? factsOf(root) : { problem: notAttorney };
  } catch (error) {
    if (error instanceof XmlFault) return { problem: notAttorney };
    throw error;
  }
}

const notAttorney =
  'Это не машиночитаемая доверенность: нужен файл XML формата МЧД, как его выдал сервис доверенностей, без изменений.';

function factsOf(root: XmlNode): AttorneyReading {
  const about = find(root, 'СвДов');
  const giver = find(root, 'СвДоверит');
  const given = find(root, 'СвУпПред');
  const person = given && find(given, 'СведФизЛ');
  const name = person && find(person, 'ФИО');
  const body = giver && (find(giver, 'СвРосОрг') ?? giver);
  const facts = {
    number: attribute(about, 'НомДовер') ?? attribute(about, 'ВнНомДовер'),
    principalName: attribute(body, 'НаимОрг'),
    representativeName: name && full(name),
    from: day(attribute(about, 'ДатаВыдДовер')),
    until: day(attribute(about, 'СрокДейст')),
  };
  const missing = Object.entries(words).filter(([key]) => facts[key as keyof typeof words] === undefined);
  if (missing.length > 0) {
    return { problem: `В доверенности не найдено: ${missing.map(([, word]) => word).join(', ')}. Проверьте файл.` };
  }
  const { number = '', principalName = '', representativeName = '', from = '', until = '' } = facts;
  return {
    facts: {
      ...{ number, from, until },
      principal: { name: principalName, inn: digits(attribute(body, 'ИННЮЛ')), ogrn: digits(attribute(body, 'ОГРН')) },
      representative: {
        name: representativeName,
        snils: digits(attribute(person, 'СНИЛС')),
        inn: digits(attribute(person, 'ИННФЛ')),
      },
      powers: powersOf(root),
    },
  };
}

const words = {
  number: 'номер (НомДовер)',
  principalName: 'доверитель – организация (СвДоверит, НаимОрг)',
  representativeName: 'представитель – человек (СвУпПред, ФИО)',
  from: 'дата выдачи (ДатаВыдДовер)',
  until: 'срок действия (СрокДейст)',
} as const;

/** In words, or by the names of the classifier. */
function powersOf(root: XmlNode): string[] {
  const said = all(root).flatMap(({ name, attributes, text }) => {
    if (name === 'ТекстСодПолн' || name === 'СодерПолн') return [text];
    return [attributes.get('ТекстСодПолн'), attributes.get('НаимПолн'), attributes.get('СодерПолн')];
  });
  const found = said
    .filter((one) => one !== undefined && one.trim() !== '')
    .map((one) => one?.slice(0, LONGEST_POWER) ?? '');
  return [...new Set(found)].slice(0, MOST_POWERS);
}

function all(node: XmlNode): XmlNode[] {
  return [node, ...node.children.flatMap(all)];
}

function find(node: XmlNode, name: string): XmlNode | undefined {
  return all(node).find((one) => one.name === name);
}

function attribute(node: XmlNode | undefined, name: string): string | undefined {
  const value = node?.attributes.get(name)?.trim();
  return value === '' ? undefined : value?.slice(0, 1000);
}

function full(name: XmlNode): string | undefined {
  const parts = ['Фамилия', 'Имя', 'Отчество'].map((part) => attribute(name, part));
  return parts[0] === undefined || parts[1] === undefined ? undefined : parts.filter(Boolean).join(' ');
}

/** `2027-03-31`, and `31.03.2027` of older formats. */
function day(value: string | undefined): string | undefined {
  const older = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(value ?? '');
  const iso = older === null ? value : `${older[3]}-${older[2]}-${older[1]}`;
  const moment = /^\d{4}-\d\d-\d\d$/.test(iso ?? '') ? new Date(`${iso}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === iso ? iso : undefined;
}

function digits(value: string | undefined): string | null {
  return value?.replaceAll(/\D/g, '') || null;
}
