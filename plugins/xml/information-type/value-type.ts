import type { PlainElement } from '../plain-xml.ts';
import type { SchemaNote } from './schema-fault.ts';
import {
  findPart,
  type Home,
  nameOfKey,
  partsOf,
  placeOf,
  resolveName,
  type SchemaModel,
  schemaNamespace,
} from './schema-model.ts';
import { documentationOf } from './titles.ts';

/** What a text of an element or attribute may be, all steps of its derivation taken together. */
export interface ValueType {
  /** The built-in type it comes from: `string`, `date`, `decimal`, … */
  readonly base: string;
  readonly choices?: readonly Choice[];
  /** Of each step of derivation: one of its patterns has to match. */
  readonly patterns: readonly (readonly string[])[];
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
  readonly whiteSpace?: string;
  /** A list, written with spaces between. */
  readonly item?: ValueType;
  /** A union: any of them. */
  readonly members?: readonly ValueType[];
}

export interface Choice {
  readonly value: string;
  readonly title?: string;
}

export interface TypeReading {
  readonly model: SchemaModel;
  readonly note: (note: SchemaNote) => void;
}

const anyText: ValueType = { base: 'string', patterns: [] };
const mostSteps = 50;

const countFacets = ['length', 'minLength', 'maxLength', 'totalDigits', 'fractionDigits'] as const;
const textFacets = ['minInclusive', 'maxInclusive', 'minExclusive', 'maxExclusive', 'whiteSpace'] as const;

/** The simple type of this name; a complex type with simple content gives that of its content. */
export function namedValueType(key: string, reading: TypeReading, steps = 0): ValueType {
  if (key.startsWith(`{${schemaNamespace}}`)) return builtIn(nameOfKey(key));
  const component = reading.model.types.get(key);
  if (component === undefined || steps > mostSteps) return anyText;
  const { node, home } = component;
  if (node.name === 'simpleType') return valueTypeOf(node, home, { ...reading, steps: steps + 1 });
  const content = findPart(node, 'simpleContent');
  return content === undefined ? anyText : contentValueType(content, home, { ...reading, steps: steps + 1 });
}

interface Stepped extends TypeReading {
  readonly steps?: number;
}

/** A `simpleType` as it is written. */
export function valueTypeOf(node: PlainElement, home: Home, reading: Stepped): ValueType {
  const restriction = findPart(node, 'restriction');
  if (restriction !== undefined) return restricted(restriction, home, reading);
  const list = findPart(node, 'list');
  if (list !== undefined) return { base: 'list', patterns: [], item: referred(list, 'itemType', { home, reading }) };
  const union = findPart(node, 'union');
  if (union === undefined) return anyText;
  const named = (union.attributes.memberTypes ?? '').split(/\s+/).filter((name) => name !== '');
  const members = [
    ...named.map((name) => namedValueType(resolveName(name, union, home), reading, reading.steps)),
    ...partsOf(union).map((part) => valueTypeOf(part, home, reading)),
  ];
  return { base: 'union', patterns: [], members };
}

/** What stands in `simpleContent`: an extension adds only attributes, a restriction may add facets. */
export function contentValueType(content: PlainElement, home: Home, reading: Stepped): ValueType {
  const [step] = partsOf(content);
  if (step === undefined) return anyText;
  return step.name === 'restriction' ? restricted(step, home, reading) : referred(step, 'base', { home, reading });
}

function referred(
  node: PlainElement,
  attribute: string,
  { home, reading }: { home: Home; reading: Stepped },
): ValueType {
  const name = node.attributes[attribute];
  if (name !== undefined) return namedValueType(resolveName(name, node, home), reading, reading.steps);
  const inner = findPart(node, 'simpleType');
  return inner === undefined ? anyText : valueTypeOf(inner, home, reading);
}

function restricted(node: PlainElement, home: Home, reading: Stepped): ValueType {
  const inner = findPart(node, 'simpleType');
  const base =
    inner === undefined || node.attributes.base !== undefined
      ? referred(node, 'base', { home, reading })
      : valueTypeOf(inner, home, reading);
  const facets = partsOf(node);
  const values = (name: string) => facets.filter((facet) => facet.name === name);
  const counts = countFacets.flatMap((name) => {
    const count = Number(values(name)[0]?.attributes.value ?? Number.NaN);
    return Number.isInteger(count) ? [[name, count] as const] : [];
  });
  const texts = textFacets.flatMap((name) => {
    const text = values(name)[0]?.attributes.value;
    return text === undefined ? [] : [[name, text] as const];
  });
  const choices = values('enumeration').map((facet): Choice => {
    const title = documentationOf(facet).join('. ');
    return { value: facet.attributes.value ?? '', ...(title === '' ? {} : { title }) };
  });
  const patterns = values('pattern').map((facet) => facet.attributes.value ?? '');
  warnOfAnchors(patterns, placeOf(home, node), reading);
  return {
    ...base,
    ...Object.fromEntries([...counts, ...texts]),
    ...(choices.length === 0 ? {} : { choices: once(choices) }),
    patterns: patterns.length === 0 ? base.patterns : [...base.patterns, patterns],
  };
}

function once(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

function warnOfAnchors(patterns: readonly string[], place: string, { note }: TypeReading): void {
  for (const pattern of patterns) {
    if (!/^\^|(?:^|[^\\])\$$/.test(pattern)) continue;
    const message = `Образец «${pattern}» записан с ^ или $: в XSD это обычные знаки, значение без них не подойдёт`;
    note({ level: 'warning', code: 'anchoredPattern', place, message });
  }
}

/** Bounds that built-in types have by themselves. */
const bounds: Readonly<Record<string, Partial<ValueType>>> = {
  byte: { minInclusive: '-128', maxInclusive: '127' },
  short: { minInclusive: '-32768', maxInclusive: '32767' },
  int: { minInclusive: '-2147483648', maxInclusive: '2147483647' },
  unsignedByte: { minInclusive: '0', maxInclusive: '255' },
  unsignedShort: { minInclusive: '0', maxInclusive: '65535' },
  unsignedInt: { minInclusive: '0', maxInclusive: '4294967295' },
  unsignedLong: { minInclusive: '0' },
  positiveInteger: { minInclusive: '1' },
  nonNegativeInteger: { minInclusive: '0' },
  negativeInteger: { maxInclusive: '-1' },
  nonPositiveInteger: { maxInclusive: '0' },
  language: { patterns: [['[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*']] },
  IDREFS: { base: 'list', item: { base: 'IDREF', patterns: [] } },
  NMTOKENS: { base: 'list', item: { base: 'NMTOKEN', patterns: [] } },
};

function builtIn(name: string): ValueType {
  return { base: name === 'anyType' || name === 'anySimpleType' ? 'string' : name, patterns: [], ...bounds[name] };
}
