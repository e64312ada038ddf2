/** Reading of `{"var": "a.b.0"}`: own properties only, list elements by number, nothing of a prototype. */

const ROOT_PREFIX = 'form.';
const CASE_PREFIX = 'case.';
const INDEX = /^\d{1,6}$/;
const MAX_REMEMBERED = 5_000;

export interface Path {
  readonly segments: readonly string[];
  /** `form.` and `case.` are read from the root even inside `some` and `all`. */
  readonly fromRoot: boolean;
  readonly isFact: boolean;
  /** The path without `form.`, as a person and `deps` name it. */
  readonly name: string;
}

const remembered = new Map<string, Path>();

export function parsePath(text: string): Path {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const isFact = text === 'case' || text.startsWith(CASE_PREFIX);
  const fromForm = text.startsWith(ROOT_PREFIX);
  const name = fromForm ? text.slice(ROOT_PREFIX.length) : text;
  const path = { segments: name === '' ? [] : name.split('.'), fromRoot: fromForm || isFact, isFact, name };
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(text, path);
  return path;
}

/** The value at the path, or undefined. Never reads an inherited property, nor the length of a list. */
export function readPath(from: unknown, segments: readonly string[]): unknown {
  let current: unknown = from;
  for (const segment of segments) {
    if (typeof current !== 'object' || current === null) return undefined;
    if (Array.isArray(current)) {
      if (!INDEX.test(segment)) return undefined;
      current = current[Number(segment)];
    } else {
      if (!Object.hasOwn(current, segment)) return undefined;
      current = (current as { readonly [key: string]: unknown })[segment];
    }
  }
  return current;
}

/** Path of a title: positions in lists left out (`plots.0.area` is `plots.area`). */
export function withoutPositions(path: string): string {
  return path
    .split('.')
    .filter((segment) => !INDEX.test(segment))
    .join('.');
}
