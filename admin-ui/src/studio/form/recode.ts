import { codeOfTitle } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { codesIn } from './form-commands.ts';

/**
 * A field gets another code everywhere the definition names it: the form, rules, documents, variants, mappings, templates,
 * messages, tests. @returns the same object when nothing names it
 */
export function recodeField(service: ServiceDefinition, from: string, to: string): ServiceDefinition {
  return rewritten(service, { from, to }, []) as ServiceDefinition;
}

/** Places outside the form's own lists that name a field, as JSON pointers. */
export function usesOf(service: ServiceDefinition, field: string): string[] {
  const found: string[] = [];
  walk(service, [], (path, value, named) => {
    if (!isOwnPlace(path, field) && named(value, field)) found.push(path.map((key) => `/${key}`).join(''));
  });
  return found;
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
  walk(service, [], (path, value, named) => {
    if (typeof value !== 'string') return;
    for (const field of new Set(value.match(/\w+/g))) {
      const count = counts.get(field);
      if (count === undefined || isOwnPlace(path, field) || !named(value, field)) continue;
      count.places += 1;
      if (path[0] === 'requests') count.requests.add(Number(path[1]));
    }
  });
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

function rewritten(value: unknown, names: Renaming, path: Path): unknown {
  if (typeof value === 'string') return rewrittenText(value, names, path);
  if (Array.isArray(value)) return value.map((item, index) => rewritten(item, names, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      holdsFields(path) && key === names.from ? names.to : key,
      rewritten(inner, names, [...path, key]),
    ]),
  );
}

function rewrittenText(text: string, { from, to }: Renaming, path: Path): string {
  if (isFieldList(path)) return text === from ? to : text;
  if (isRuleVar(path)) return renamedPath(text, from, to);
  if (path.at(-1) === 'each' || path.at(-1) === 'path') return renamedAnswer(text, from, to);
  if (isMapped(path)) return renamedAnswer(text, from, to);
  return text.replaceAll(/\{\{\s*([^}|]+?)\s*(\|[^}]*)?\}\}/g, (whole, place: string) =>
    whole.replace(place, renamedAnswer(place, from, to)),
  );
}

function renamedPath(text: string, from: string, to: string): string {
  return text === from || text.startsWith(`${from}.`) || text.startsWith(`${from}[`)
    ? to + text.slice(from.length)
    : text;
}

function renamedAnswer(text: string, from: string, to: string): string {
  const prefix = 'answers.';
  return text.startsWith(prefix) ? prefix + renamedPath(text.slice(prefix.length), from, to) : text;
}

/** Objects whose keys are codes of fields. */
function holdsFields(path: Path): boolean {
  const text = path.join('/');
  return (
    text === 'form/schema/properties' ||
    text === 'form/ui' ||
    /^tests\/\d+\/answers$/.test(text) ||
    /^variants\/rows\/\d+\/when$/.test(text)
  );
}

function isFieldList(path: Path): boolean {
  return /^(?:form\/schema\/required|form\/sections\/\d+\/(?:source\/)?fields|variants\/by|tests\/\d+\/steps\/\d+\/expect\/(?:visible|hidden|problems))\/[^/]+$/.test(
    path.join('/'),
  );
}

/** The operand of `var` and `label`, alone or first in a list. */
function isRuleVar(path: Path): boolean {
  const [last, previous] = [path.at(-1), path.at(-2)];
  return last === 'var' || last === 'label' || (last === 0 && (previous === 'var' || previous === 'label'));
}

/** The application's side of a request's mappings. */
function isMapped(path: Path): boolean {
  return /^requests\/\d+\/(?:prefill\/\d+\/from|accept\/\d+\/to)(?:\/\d+)?$/.test(path.join('/'));
}

type Named = (value: unknown, field: string) => boolean;

function walk(value: unknown, path: Path, see: (path: Path, value: unknown, named: Named) => void): void {
  see(
    path,
    value,
    (text, field) => typeof text === 'string' && rewrittenText(text, { from: field, to: `${field} ` }, path) !== text,
  );
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    walk(inner, [...path, Array.isArray(value) ? Number(key) : key], see);
  }
}

function isOwnPlace(path: Path, field: string): boolean {
  const text = path.join('/');
  return (
    /^form\/(?:schema\/required|sections\/\d+\/(?:source\/)?fields)\/[^/]+$/.test(text) ||
    text.startsWith(`form/ui/${field}/`)
  );
}
