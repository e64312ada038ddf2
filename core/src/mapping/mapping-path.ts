import { isList, isObject, type Json } from '../rule/value.ts';

/** Paths of a mapping: `plots[].area` is a field of every row; everything else is a field of a group. */

interface Step {
  readonly key: string;
  /** The field is a list, and the path goes into each of its rows. */
  readonly each: boolean;
}

/** A value and the positions of the rows that led to it. */
export interface Found {
  readonly rows: readonly number[];
  readonly value: unknown;
}

/** Names that belong to every object: never read from a source and never written into a target. */
const FOREIGN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function stepsOf(path: string): readonly Step[] {
  return path
    .split('.')
    .map((part) => (part.endsWith('[]') ? { key: part.slice(0, -2), each: true } : { key: part, each: false }));
}

/** How many lists a path goes through. */
export function listsIn(path: string): number {
  return stepsOf(path).filter((step) => step.each).length;
}

/** The path as `typeAt` and `readPath` take one: a row stands for every row. */
export function segmentsOf(path: string): string[] {
  return stepsOf(path).flatMap(({ key, each }) => (each ? [key, '0'] : [key]));
}

/** Every value the path leads to, with its rows; own properties only. */
export function readAll(source: unknown, path: string): readonly Found[] {
  return stepsOf(path).reduce<readonly Found[]>(
    (found, step) => found.flatMap((one) => readStep(one, step)),
    [{ rows: [], value: source }],
  );
}

function readStep({ rows, value }: Found, { key, each }: Step): Found[] {
  if (!isObject(value) || FOREIGN.has(key) || !Object.hasOwn(value, key)) return [];
  const next = value[key];
  if (!each) return [{ rows, value: next }];
  return isList(next) ? next.map((item, index) => ({ rows: [...rows, index], value: item })) : [];
}

/** JSON pointer of a target path with its rows filled in. */
export function pointerOf(path: string, rows: readonly number[]): string {
  const left = [...rows];
  return stepsOf(path)
    .flatMap(({ key, each }) => (each ? [key, String(left.shift() ?? 0)] : [key]))
    .map((key) => `/${key}`)
    .join('');
}

/** Whether the path speaks of what every object has: such a place is never written. */
export function isForeign(path: string): boolean {
  return stepsOf(path).some(({ key }) => FOREIGN.has(key));
}

/** Writes into a tree of our own making. Rows that nobody wrote stay as empty groups, so that positions hold. */
export function writeAt(target: Record<string, unknown>, pointer: string, value: Json): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop();
  if (last === undefined) return;
  let current: unknown = target;
  keys.forEach((key, index) => {
    current = child(current, key, /^\d+$/.test(keys[index + 1] ?? last) ? [] : {});
  });
  put(current, last, value);
}

function child(parent: unknown, key: string, empty: unknown): unknown {
  const known = valueAt(parent, key);
  if (isObject(known) || isList(known)) return known;
  put(parent, key, empty);
  return empty;
}

function valueAt(parent: unknown, key: string): unknown {
  if (Array.isArray(parent)) return parent[Number(key)];
  return isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function put(parent: unknown, key: string, value: unknown): void {
  if (Array.isArray(parent)) {
    while (parent.length < Number(key)) parent.push({});
    parent[Number(key)] = value;
  } else if (isObject(parent)) {
    (parent as Record<string, unknown>)[key] = value;
  }
}
