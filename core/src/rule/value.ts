/** Values of the rule language: what a rule reads, computes and gives back. Pure, for server and browser alike. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** The third value: a rule could not be decided because an answer it needs is not there yet. */
export const UNKNOWN: unique symbol = Symbol('unknown');
export type Value = Json | typeof UNKNOWN;

/** Inside the evaluator only: nobody has answered yet. A condition reads it as an untouched checkbox. */
export const ABSENT: unique symbol = Symbol('absent');

/** Inside the evaluator only: the field is hidden by a false rule, so the question does not arise. */
export const NOT_APPLICABLE: unique symbol = Symbol('not applicable');

export type Marker = typeof UNKNOWN | typeof ABSENT | typeof NOT_APPLICABLE;
export type Inner = string | number | boolean | readonly unknown[] | { readonly [key: string]: unknown } | Marker;

export function isMarker(value: unknown): value is Marker {
  return typeof value === 'symbol';
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A text of blanks only is a question not answered, whatever the form widget left behind. */
export function isBlank(text: string): boolean {
  return text.length === 0 || (text.charCodeAt(0) <= 32 && text.trim().length === 0);
}

/** Whether a question counts as answered: `false` and `0` are answers; a blank text, an empty list or group is not. */
export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return !isBlank(value);
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.values(value).some(isAnswered);
  return !isMarker(value);
}

/** Equality without coercion, deep for lists and groups. Own keys only. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
    );
  }
  return false;
}
