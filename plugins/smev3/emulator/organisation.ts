/** An organisation of the register that the emulator plays, as a scenario file writes it. */
export interface KnownOrganisation {
  readonly ogrn: string;
  readonly inn: string;
  readonly form: OrganisationForm;
  /** Its own name, without the form and the quotes. */
  readonly title: string;
  readonly street: string;
  readonly house: string;
}

const forms = {
  limited: {
    ...{ code: '12300', full: 'Общество с ограниченной ответственностью', short: 'ООО' },
    class: 'Общества с ограниченной ответственностью',
  },
  stock: { code: '12267', full: 'Акционерное общество', short: 'АО', class: 'Непубличные акционерные общества' },
  gardeners: {
    ...{ code: '20702', full: 'Садоводческое некоммерческое товарищество', short: 'СНТ' },
    class: 'Садоводческие или огороднические некоммерческие товарищества',
  },
} as const;

export type OrganisationForm = keyof typeof forms;

/**
 * The organisation of a number (ОГРН or ИНН): one that the scenario file knows, or one made up from the number itself, always the
 * same. Undefined: its check digit is wrong, so the register cannot have it.
 */
export function findOrganisation(
  number: string,
  known: readonly KnownOrganisation[] = [],
): KnownOrganisation | undefined {
  if (!isOgrn(number) && !isInn(number)) return undefined;
  return known.find(({ ogrn, inn }) => ogrn === number || inn === number) ?? made(number);
}

/** What `{{юл.…}}` of an answer stands for. */
export function organisationWords(one: KnownOrganisation, now: Date): Readonly<Record<string, string>> {
  const { ogrn, inn, street, house } = one;
  const form = forms[one.form];
  const title = one.title.toLocaleUpperCase('ru');
  const seed = Number(inn.slice(0, 9));
  const created = `20${ogrn.slice(1, 3)}-11-14`;
  const today = now.toISOString().slice(0, 10);
  return {
    ОГРН: ogrn,
    ИНН: inn,
    КПП: '990001001',
    Создано: created < today ? created : '2002-11-14',
    Сегодня: today,
    КодОПФ: form.code,
    ОПФ: form.class,
    ПолноеИмя: `${form.full.toLocaleUpperCase('ru')} "${title}"`,
    КраткоеИмя: `${form.short} "${title}"`,
    Улица: street,
    Дом: house,
    Фамилия: pick(surnames, seed),
    Имя: pick(names, Math.floor(seed / surnames.length)),
    Отчество: pick(patronymics, Math.floor(seed / 7)),
    ИННФЛ: personInn(inn.slice(0, 9)),
  };
}

function made(number: string): KnownOrganisation {
  // One leads to the other and back, so that an extract found by ИНН is the same as by its ОГРН.
  const nine = number.length === 13 ? number.slice(3, 12) : number.slice(0, 9);
  const ogrn = number.length === 13 ? number : withOgrnDigit(`102${nine}`);
  const inn = number.length === 10 ? number : withInnDigit(nine);
  const seed = Number(nine);
  return {
    ogrn,
    inn,
    form: seed % 5 === 4 ? 'stock' : 'limited',
    title: `${pick(adjectives, seed)} ${pick(nouns, Math.floor(seed / adjectives.length))}`,
    street: pick(streets, Math.floor(seed / 3)),
    house: String(1 + (seed % 60)),
  };
}

const adjectives = ['Верхнереченский', 'Заречный', 'Северный', 'Луговой', 'Сосновый', 'Ключевой', 'Полевой', 'Озёрный'];
const nouns = [
  'лес',
  'кирпич',
  'хлеб',
  'сад',
  'двор',
  'берег',
  'ручей',
  'мост',
  'дом',
  'завод',
  'камень',
  'рынок',
  'склад',
];
const streets = ['Лесная', 'Заводская', 'Полевая', 'Луговая', 'Садовая'];
const surnames = ['ПОЛЯКОВ', 'ЛУГОВОЙ', 'САДОВ', 'БЕРЕГОВ', 'КАМЕНЕВ', 'ОЗЕРОВ', 'РУЧЬЁВ'];
const names = ['АНДРЕЙ', 'СЕРГЕЙ', 'НИКОЛАЙ', 'ОЛЕГ', 'ПАВЕЛ'];
const patronymics = ['ПЕТРОВИЧ', 'ИВАНОВИЧ', 'ОЛЕГОВИЧ', 'СЕРГЕЕВИЧ'];

const pick = (words: readonly string[], seed: number) => words[seed % words.length] ?? '';

const isOgrn = (text: string) => /^[15]\d{12}$/.test(text) && withOgrnDigit(text.slice(0, 12)) === text;

const isInn = (text: string) => /^\d{10}$/.test(text) && withInnDigit(text.slice(0, 9)) === text;

const withOgrnDigit = (twelve: string) => `${twelve}${(Number(twelve) % 11) % 10}`;

const withInnDigit = (nine: string) => `${nine}${checkDigit(nine, [2, 4, 10, 3, 5, 9, 4, 6, 8])}`;

function personInn(nine: string): string {
  const ten = `${nine}0`;
  const eleven = `${ten}${checkDigit(ten, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8])}`;
  return `${eleven}${checkDigit(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])}`;
}

function checkDigit(digits: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return (sum % 11) % 10;
}
