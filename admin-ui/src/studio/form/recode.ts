import { codeOfTitle } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { codesIn } from './form-commands.ts';

/**
 * A field gets another code everywhere the definition names it: the form, rules, documents, variants, mappings, templates,
 * messages, tests. What does not name it stays the same object, so that the screen has nothing else to draw anew.
 */
export function recodeField(service: ServiceDefinition, from: string, to: string): ServiceDefinition {
  if (from === to) return service;
  return rewritten(service, { from, to }, []) as ServiceDefinition;
}

/** Places outside the form's own lists that name a field, as JSON pointers. */
export function usesOf(service: ServiceDefinition, field: string): string[] {
  return namings(service, [])
    .filter(({ path, names }) => names.includes(field) && !isOwnPlace(path, field))
    .map(({ path }) => path.map((key) => `/${key}`).join(''));
}

export interface FieldUses {
  /** Places that name the field. */
  readonly places: number;
  /** Requests that do, by their place in the list. */
  readonly requests: readonly number[];
}

/** How many such places each field has: the whole definition is gone through once, however many fields there are. */
export function countUses(service: ServiceDefinition): ReadonlyMap<string, FieldUses> {
  const counts = new Map(
    Object.keys(service.form.schema.properties).map((field) => [field, { places: 0, requests: new Set<number>() }]),
  );
  for (const { path, names } of namings(service, [])) {
    for (const field of names) {
      const count = counts.get(field);
      if (count === undefined || isOwnPlace(path, field)) continue;
      count.places += 1;
      if (path[0] === 'requests') count.requests.add(Number(path[1]));
    }
  }
  return new Map(
    [...counts].map(([field, { places, requests }]) => [field, { places, requests: [...requests].toSorted() }]),
  );
}

/** The code that the new title suggests, for a field that nobody has answered or referred to yet. */
export function codeForTitle(service: ServiceDefinition, field: string, title: string): string {
  const others = new Set([...codesIn(service.form)].filter((code) => code !== field));
  return codeOfTitle(title, others);
}

interface Renaming {
  readonly from: string;
  readonly to: string;
}

type Path = readonly (string | number)[];

const answers = 'answers.';
const printedPlace = /\{\{\s*([^}|]+?)\s*(\|[^}]*)?\}\}/g;

function rewritten(value: unknown, names: Renaming, path: Path): unknown {
  if (typeof value === 'string') return rewrittenText(value, names, path);
  if (typeof value !== 'object' || value === null) return value;
  const own = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const holds = holdsFields(path);
  const next = own.map(([key, inner]): [string | number, unknown] => [
    holds && key === names.from ? names.to : key,
    rewritten(inner, names, [...path, key]),
  ]);
  if (next.every(([key, inner], at) => key === own[at]?.[0] && inner === own[at]?.[1])) return value;
  return Array.isArray(value) ? next.map(([, inner]) => inner) : Object.fromEntries(next);
}

function rewrittenText(text: string, { from, to }: Renaming, path: Path): string {
  if (isFieldList(path) || isNeighbour(path)) return text === from ? to : text;
  if (isRuleVar(path)) return renamedPath(text, from, to);
  if (path.at(-1) === 'each' || path.at(-1) === 'path') return renamedAnswer(text, from, to);
  if (isMapped(path)) return renamedAnswer(text, from, to);
  return text.replaceAll(printedPlace, (whole, place: string) => whole.replace(place, renamedAnswer(place, from, to)));
}

function renamedPath(text: string, from: string, to: string): string {
  return text === from || text.startsWith(`${from}.`) || text.startsWith(`${from}[`)
    ? to + text.slice(from.length)
    : text;
}

function renamedAnswer(text: string, from: string, to: string): string {
  return text.startsWith(answers) ? answers + renamedPath(text.slice(answers.length), from, to) : text;
}

/** Relations between answers that JSON Schema writes by hand, of the form as a whole: «if…, then…» and what stands within. */
const relationPart = '(?:if|then|else|not|(?:allOf|anyOf|oneOf)/\\d+|dependentSchemas/[^/]+)';
const relationTable = new RegExp(
  `^form/schema/(?:(?:${relationPart}/)+properties|(?:${relationPart}/)*dependentSchemas)$`,
);
const relationList = new RegExp(`^form/schema/(?:${relationPart}/)+required/\\d+$`);

/** Objects whose keys are codes of fields. */
function holdsFields(path: Path): boolean {
  const text = path.join('/');
  return (
    text === 'form/schema/properties' ||
    text === 'form/ui' ||
    relationTable.test(text) ||
    /^tests\/\d+\/answers$/.test(text) ||
    /^variants\/rows\/\d+\/when$/.test(text)
  );
}

function isFieldList(path: Path): boolean {
  const text = path.join('/');
  return (
    relationList.test(text) ||
    /^(?:form\/schema\/required|form\/sections\/\d+\/(?:source\/)?fields|variants\/by|tests\/\d+\/steps\/\d+\/expect\/(?:visible|hidden|problems))\/[^/]+$/.test(
      text,
    )
  );
}

/** A choice below another choice names it. */
function isNeighbour(path: Path): boolean {
  return /^form\/ui\/[^/]+\/within$/.test(path.join('/'));
}

/** The operand of `var` and `label`, alone or first in a list. */
function isRuleVar(path: Path): boolean {
  const [last, previous] = [path.at(-1), path.at(-2)];
  return last === 'var' || last === 'label' || (last === 0 && (previous === 'var' || previous === 'label'));
}

/** The application's side of a mapping: of a request, and of what a portal sends. */
function isMapped(path: Path): boolean {
  return /^(?:requests\/\d+\/(?:prefill\/\d+\/from|accept\/\d+\/to)|portal\/intake\/mapping\/\d+\/to)(?:\/\d+)?$/.test(
    path.join('/'),
  );
}

/** A text, and the fields that it names. */
interface Naming {
  readonly path: Path;
  readonly names: readonly string[];
}

const none: readonly Naming[] = [];
const known = new WeakMap<object, { readonly at: string; readonly found: readonly Naming[] }>();

/** A step of the editor leaves most of a definition the same objects: they are not gone through again. */
function namings(value: unknown, path: Path): readonly Naming[] {
  if (typeof value === 'string') {
    const names = namesIn(value, path);
    return names.length === 0 ? none : [{ path, names }];
  }
  if (typeof value !== 'object' || value === null) return none;
  const at = path.join('/');
  const before = known.get(value);
  if (before?.at === at) return before.found;
  const isTable = relationTable.test(at);
  const found = Object.entries(value).flatMap(([key, inner]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    return [...(isTable ? [{ path: place, names: [key] }] : none), ...namings(inner, place)];
  });
  known.set(value, { at, found });
  return found;
}

/** Each of them `rewrittenText` would give another name. */
function namesIn(text: string, path: Path): readonly string[] {
  if (isFieldList(path) || isNeighbour(path)) return [text];
  if (isRuleVar(path)) return firstOf(text);
  if (path.at(-1) === 'each' || path.at(-1) === 'path' || isMapped(path)) return answerOf(text);
  const places = text.includes('{{') ? [...text.matchAll(printedPlace)] : [];
  return [...new Set(places.flatMap(([, place = '']) => answerOf(place)))];
}

function firstOf(text: string): string[] {
  const [first = ''] = text.split(/[.[]/, 1);
  return first === '' ? [] : [first];
}

function answerOf(text: string): string[] {
  return text.startsWith(answers) ? firstOf(text.slice(answers.length)) : [];
}

function isOwnPlace(path: Path, field: string): boolean {
  const text = path.join('/');
  return (
    /^form\/(?:schema\/required|sections\/\d+\/(?:source\/)?fields)\/[^/]+$/.test(text) ||
    text.startsWith(`form/ui/${field}/`)
  );
}
