/** A line of an address taken apart. Pure. Kinds of places by the abbreviations of ФИАС (приказ Минфина 171н) and as people write them. */
import type { Address, AddressPart } from './parts.ts';

export interface SplitAddress {
  readonly parts: Address;
  /** What belongs to none of them, as it was written. */
  readonly rest: readonly string[];
}

interface Kind {
  readonly part: AddressPart;
  /** The word of the kind, before the name or after it. */
  readonly word: RegExp;
  /** The word is part of the answer: «ул. Мира» and «пер. Мира» are two streets, «г. Заозёрск» is only a town. */
  readonly kept?: true;
}

const kind = (part: AddressPart, words: string, kept?: true): Kind => ({
  part,
  word: new RegExp(`^(?:${words})$`, 'u'),
  ...(kept ? { kept } : {}),
});

/** In this order; a number after «д.» or «к.» has been told from a name before. */
const kinds: readonly Kind[] = [
  kind('region', 'обл|область|край|респ|республика|ао|автономный округ|автономная область', true),
  kind('cityDistrict', 'вн\\.?\\s?р-н|внутригородской район|округ', true),
  kind(
    'district',
    'р-н|район|м\\.?\\s?р-н|муниципальный район|г\\.?\\s?о|го|городской округ|м\\.?\\s?о|мо|муниципальный округ',
    true,
  ),
  kind('city', 'г|гор|город'),
  kind(
    'settlement',
    'с|село|п|пос|посёлок|поселок|пгт|рп|дп|д|дер|деревня|х|хутор|ст-ца|станица|аул|сл|слобода|нп|с/с|разъезд|ст',
    true,
  ),
  kind('territory', 'тер|территория|снт|сот|днп|днт|гск|гк|тсн|промзона', true),
  kind(
    'street',
    'ул|улица|пр-кт|просп|проспект|пр|пр-д|проезд|пер|переулок|пл|площадь|ш|шоссе|б-р|бульвар|наб|набережная|туп|тупик|' +
      'мкр|мкрн|микрорайон|кв-л|квартал|аллея|линия|тракт|спуск|дорога',
    true,
  ),
];

const numbered: readonly { part: AddressPart; word: string }[] = [
  { part: 'house', word: 'дом|д|домовладение|вл|владение' },
  { part: 'block', word: 'корпус|корп|к' },
  { part: 'structure', word: 'строение|стр|сооружение|соор' },
  { part: 'flat', word: 'квартира|кв|помещение|пом|офис|оф|комната|ком' },
];

const number = '\\d+[\\p{L}]?(?:[/-]\\d+[\\p{L}]?)?';
const numberPattern = new RegExp(
  `(?<![\\p{L}\\d])(${numbered.map(({ word }) => word).join('|')})\\s*\\.?\\s*(?:№\\s*)?(${number})(?![\\p{L}\\d])`,
  'giu',
);
const bareHouse = new RegExp(`^(${number})(?:\\s*(?:к|корп)\\.?\\s*(${number}))?$`, 'iu');
const streetWithHouse = new RegExp(`^(.*\\D.*?)\\s+(${number})$`, 'u');
/** Towns that are regions by themselves. */
const federal = /^(?:москва|санкт-петербург|севастополь)$/iu;

export function splitAddress(line: string): SplitAddress {
  const parts: Address = {};
  const rest: string[] = [];
  const text = line.replace(/(?<!\d)(\d{6})(?!\d)/u, (_found, code: string) => {
    parts.postalCode = code;
    return ',';
  });
  for (const piece of text.split(/[,;\n]/u)) {
    const left = takeNumbers(piece, parts).replace(/\s+/gu, ' ').trim();
    if (left !== '' && !takeName(left, parts)) rest.push(left);
  }
  return { parts, rest };
}

/** «д. 5 корп. 2 кв. 7» – house, block, structure and flat; gives what is left of the piece. */
function takeNumbers(piece: string, parts: Address): string {
  return piece.replace(numberPattern, (whole, word: string, value: string) => {
    const part = numbered.find((one) => new RegExp(`^(?:${one.word})$`, 'iu').test(word))?.part;
    if (part === undefined || parts[part] !== undefined) return whole;
    parts[part] = value;
    return ' ';
  });
}

function takeName(piece: string, parts: Address): boolean {
  if (federal.test(piece.replace(/^г\.?\s/iu, ''))) {
    parts.region ??= piece.replace(/^г\.?\s*/iu, '');
    return true;
  }
  return takeKind(piece, parts) || takeBareHouse(piece, parts);
}

function takeKind(piece: string, parts: Address): boolean {
  for (const { part, word, kept } of kinds) {
    const name = nameBy(piece, word);
    if (name === undefined) continue;
    const at = placeOf(part, parts);
    if (at === undefined) continue;
    return put(parts, at, kept ? piece : name);
  }
  return false;
}

/** A house may follow its street without a word: «ул. Мира 5», and then the street is what stands before. */
function put(parts: Address, part: AddressPart, text: string): boolean {
  const found = isStreet(part) && parts.house === undefined ? streetWithHouse.exec(text) : null;
  parts[part] = found?.[1] ?? text;
  if (found?.[2] !== undefined) parts.house = found[2];
  return true;
}

const isStreet = (part: AddressPart) => part === 'street' || part === 'territoryStreet';

/** Where a name of this kind goes when its first place is taken. */
function placeOf(part: AddressPart, parts: Address): AddressPart | undefined {
  if (part === 'street') return parts.territory === undefined ? free('street', parts) : free('territoryStreet', parts);
  if (part === 'district' && parts.city !== undefined) return free('cityDistrict', parts);
  return free(part, parts);
}

const free = (part: AddressPart, parts: Address) => (parts[part] === undefined ? part : undefined);

/** The name without its word; undefined: the piece is of another kind. */
function nameBy(piece: string, word: RegExp): string | undefined {
  const lower = piece.toLowerCase();
  const found = /^(\S+?)\.?(?:\s+|(?<=\.))(.+)$/u.exec(piece);
  if (found?.[1] && found[2] && word.test(found[1].toLowerCase())) return found[2].trim();
  for (let at = lower.indexOf(' '); at !== -1; at = lower.indexOf(' ', at + 1)) {
    if (word.test(lower.slice(at + 1).replace(/\.$/u, ''))) return piece.slice(0, at);
  }
  const double = /^(\S+\s\S+?)\.?\s+(.+)$/u.exec(piece);
  return double?.[1] && double[2] && word.test(double[1].toLowerCase()) ? double[2] : undefined;
}

function takeBareHouse(piece: string, parts: Address): boolean {
  const found = bareHouse.exec(piece);
  if (!found?.[1]) return false;
  const hasStreet = parts.street !== undefined || parts.territoryStreet !== undefined || parts.settlement !== undefined;
  if (!hasStreet) return false;
  if (parts.house === undefined) {
    parts.house = found[1];
    if (found[2]) parts.block ??= found[2];
    return true;
  }
  if (parts.flat !== undefined || found[2]) return false;
  parts.flat = found[1];
  return true;
}
