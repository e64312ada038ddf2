import type { JsonSchema } from '@reglament/format';
import {
  type AttributeContent,
  type Compositor,
  type ElementContent,
  isFlag,
  isPlainValue,
  joinPlace,
  type Particle,
  textSegment,
} from './content.ts';
import { CodeBook } from './field-code.ts';
import type { SchemaNote } from './schema-fault.ts';
import type { Titles } from './titles.ts';
import { type ValueSchema, valueSchema } from './value-schema.ts';
import type { ValueType } from './value-type.ts';

/** Places of what the schema has no element for: the answers to «is it there» and to «which of them». */
export const presence = '?';
export const chooser = '?=';

/** Whose form is made: a question demands and limits, an answer has been judged by its schema and is only shown. */
export type FormSide = 'question' | 'answer';

/** What grows while a form is drafted. */
export interface Drafting {
  readonly side: FormSide;
  /** Path in the answers → place in the schema. */
  readonly places: Record<string, string>;
  readonly notes: SchemaNote[];
}

/** Fields of one object of the answers. */
export interface Level {
  readonly properties: Record<string, JsonSchema>;
  readonly required: string[];
  readonly codes: CodeBook;
  /** Of this object in the answers: empty, `person`, `plots[]`. */
  readonly path: string;
  /** Sentences that the group is explained by. */
  readonly hints: string[];
}

/** Where a particle stands: its place in the schema, and whether all around it is demanded. */
export interface Standing {
  readonly place: string;
  readonly demanded: boolean;
}

export function newLevel(path: string): Level {
  return { properties: {}, required: [], codes: new CodeBook(), path, hints: [] };
}

/** Adds what the element itself holds: attributes, then its text or its content. */
export function addInside(
  drafting: Drafting,
  level: Level,
  { element, place }: { element: ElementContent; place: string },
): void {
  for (const attribute of element.attributes) addAttribute(drafting, level, { attribute, place });
  if (element.value !== undefined) {
    const titled = { title: 'Значение', type: element.value, place: element.place };
    addField(drafting, level, {
      name: 'value',
      place: joinPlace(place, textSegment),
      schema: valueField(drafting, titled),
      demanded: true,
    });
  }
  if (element.content !== undefined)
    addParticle(drafting, level, { particle: element.content, standing: { place, demanded: true } });
}

interface Placed {
  readonly particle: Particle;
  readonly standing: Standing;
}

/** Neighbours and what stands in groups without a name of their own become fields of the same object. */
export function addParticle(drafting: Drafting, level: Level, { particle, standing }: Placed): void {
  if (particle.kind === 'element') {
    addElement(drafting, level, { element: particle, standing });
    return;
  }
  const place = joinPlace(standing.place, particle.segment);
  if (particle.max > 1) {
    addRows(drafting, level, { compositor: particle, standing });
    return;
  }
  if (particle.kind === 'choice' && drafting.side === 'question') level.hints.push(oneOfHint(particle));
  const demanded = standing.demanded && particle.min > 0 && particle.kind !== 'choice';
  for (const child of particle.children)
    addParticle(drafting, level, { particle: child, standing: { place, demanded } });
}

function oneOfHint({ children }: Compositor): string {
  return `Заполните что-то одно: ${children.map(titleOfParticle).join('; ')}.`;
}

export function titleOfParticle(particle: Particle): string {
  if (particle.kind === 'element') return particle.title;
  if (particle.title !== undefined) return particle.title;
  const titles = particle.children.map(titleOfParticle);
  const joined = titles.slice(0, 3).join(particle.kind === 'choice' ? ' или ' : ', ');
  return titles.length > 3 ? `${joined} и другое` : joined;
}

/** A repeated group without a name of its own: rows, each with one turn of it. */
function addRows(
  drafting: Drafting,
  level: Level,
  { compositor, standing }: { compositor: Compositor; standing: Standing },
): void {
  const place = joinPlace(standing.place, compositor.segment);
  const title = titleOfParticle(compositor);
  const code = level.codes.give('rows');
  const row = newLevel(joinPath(level.path, `${code}[]`));
  addParticle(drafting, row, {
    particle: { ...compositor, segment: '', min: 1, max: 1 },
    standing: { place, demanded: true },
  });
  setField(drafting, level, {
    code,
    place,
    demanded: standing.demanded && compositor.min > 0,
    schema: listOf(groupOf(row), { title, ...compositor }),
  });
}

export function addElement(
  drafting: Drafting,
  level: Level,
  { element, standing }: { element: ElementContent; standing: Standing },
): void {
  const place = joinPlace(standing.place, element.segment);
  const demanded = standing.demanded && element.min > 0;
  // What has only one value and must be there is written without asking.
  if (element.fixed !== undefined && demanded && element.max <= 1 && isPlainValue(element)) return;
  const code = level.codes.give(element.name);
  const path = joinPath(level.path, element.max > 1 ? `${code}[]` : code);
  const one = elementSchema(drafting, { element, path, place });
  const schema = element.max > 1 ? listOf(one, element) : one;
  setField(drafting, level, { code, place, demanded: demanded && mustBeFilled(element), schema });
}

/** A flag that has to be there is no question, and neither is a group that may stay empty. */
function mustBeFilled(element: ElementContent): boolean {
  if (isFlag(element) || element.nillable) return false;
  if (isPlainValue(element)) return true;
  return (
    element.attributes.some(({ required, fixed }) => required && fixed === undefined) ||
    element.value !== undefined ||
    demands(element.content)
  );
}

function demands(particle: Particle | undefined): boolean {
  if (particle === undefined || particle.min === 0) return false;
  return particle.kind === 'element' ? mustBeFilled(particle) : particle.children.some(demands);
}

interface ElementPlace {
  readonly element: ElementContent;
  /** Of its value in the answers. */
  readonly path: string;
  readonly place: string;
}

function elementSchema(drafting: Drafting, { element, path, place }: ElementPlace): JsonSchema {
  const words = wordsOf(element);
  if (isFlag(element)) return { ...words, type: 'boolean', const: true };
  if (isPlainValue(element) && element.value !== undefined) {
    return fixedTo(element.fixed, valueField(drafting, { ...element, type: element.value }));
  }
  const level = newLevel(path);
  addInside(drafting, level, { element, place });
  return { ...words, ...groupOf(level) };
}

function addAttribute(
  drafting: Drafting,
  level: Level,
  { attribute, place }: { attribute: AttributeContent; place: string },
): void {
  if (attribute.fixed !== undefined) return;
  const schema = valueField(drafting, { ...attribute, type: attribute.value });
  addField(drafting, level, {
    name: attribute.name,
    place: joinPlace(place, attribute.segment),
    schema,
    demanded: attribute.required,
  });
}

interface NewField {
  readonly place: string;
  readonly schema: JsonSchema;
  readonly demanded: boolean;
}

function addField(drafting: Drafting, level: Level, field: NewField & { readonly name: string }): void {
  setField(drafting, level, { ...field, code: level.codes.give(field.name) });
}

export function setField(
  { side, places }: Drafting,
  level: Level,
  { code, place, schema, demanded }: NewField & { readonly code: string },
): void {
  level.properties[code] = schema;
  if (demanded && side === 'question') level.required.push(code);
  places[joinPath(level.path, code)] = place;
}

function valueField(
  drafting: Drafting,
  { type, place, ...titles }: Titles & { readonly type: ValueType; readonly place: string },
): JsonSchema {
  const { schema, left } = valueSchema(type);
  if (left !== undefined && drafting.side === 'question') {
    const message = `«${titles.title}»: ${left} – проверит только сама схема, в форме этого ограничения нет`;
    drafting.notes.push({ level: 'info', code: 'leftToSchema', place, message });
  }
  return { ...wordsOf(titles), ...(drafting.side === 'question' ? schema : shownOnly({ schema })) };
}

/** What an answer is drawn by; its limits have been held to by the schema. */
function shownOnly({ schema: { type, format, oneOf, items } }: ValueSchema): JsonSchema {
  return {
    ...(type === undefined ? {} : { type }),
    ...(format === undefined ? {} : { format }),
    ...(oneOf === undefined ? {} : { oneOf }),
    ...(items === undefined ? {} : { items: shownOnly({ schema: items }) }),
  };
}

function fixedTo(fixed: string | undefined, schema: JsonSchema): JsonSchema {
  if (fixed === undefined) return schema;
  if (schema.type === 'boolean') return { ...schema, const: fixed === 'true' || fixed === '1' };
  if (schema.type === 'string') return { ...schema, oneOf: [{ const: fixed, title: fixed }] };
  return { ...schema, enum: [Number(fixed)] };
}

function wordsOf({ title, description }: Titles): JsonSchema {
  return { title, ...(description === undefined ? {} : { description }) };
}

function groupOf({ properties, required, hints }: Level): JsonSchema {
  return {
    type: 'object',
    ...(hints.length === 0 ? {} : { description: hints.join(' ') }),
    properties,
    ...(required.length === 0 ? {} : { required }),
  };
}

function listOf(
  item: JsonSchema,
  { title, description, min, max }: { title: string; description?: string; min: number; max: number },
): JsonSchema {
  const { title: _title, ...items } = item;
  return {
    ...wordsOf({ title, ...(description === undefined ? {} : { description }) }),
    type: 'array',
    items: items.type === 'object' ? items : item,
    ...(min > 1 ? { minItems: min } : {}),
    ...(Number.isFinite(max) ? { maxItems: max } : {}),
  };
}

function joinPath(path: string, code: string): string {
  return path === '' ? code : `${path}.${code}`;
}
