import { applyChanges, type Change, DeltaMismatch, differences, type Json } from '@reglament/core/rules';

/** One place that two have changed: what stood there, and what each of them made of it. */
export interface ConflictPlace {
  /** JSON pointer. */
  readonly at: string;
  /** Title of what the place is of, the closest around it. */
  readonly of: string;
  readonly before: string;
  readonly theirs: string;
  readonly mine: string;
}

/** Of one's own changes those that do not fit what the other has made. Pure. */
export function conflictPlaces(base: Json, mine: Json, theirs: Json): ConflictPlace[] {
  const places = differences(base, mine).filter((change) => !fits(theirs, change));
  return [...new Set(places.map(({ at }) => at))].map((at) => ({
    at,
    of: titleAround(base, at),
    before: textOf(valueAt(base, at)),
    theirs: textOf(valueAt(theirs, at)),
    mine: textOf(valueAt(mine, at)),
  }));
}

export function fits(document: Json, change: Change): boolean {
  try {
    applyChanges(document, [change]);
    return true;
  } catch (error) {
    if (!(error instanceof DeltaMismatch)) throw error;
    return false;
  }
}

/** Undefined: there is no such place. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const key of keysOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [name: string]: Json })[key];
  }
  return value;
}

/** Another value in a place that is there; a document without it stays. */
export function written(document: Json, pointer: string, value: Json): Json {
  const [key, ...rest] = pointer.split('/').slice(1);
  if (key === undefined) return value;
  const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
  const inner = rest.map((one) => `/${one}`).join('');
  if (Array.isArray(document)) {
    const index = Number(name);
    return index < document.length ? document.with(index, written(document[index] as Json, inner, value)) : document;
  }
  if (typeof document !== 'object' || document === null || !Object.hasOwn(document, name)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([one, old]) => [one, one === name ? written(old as Json, inner, value) : old]),
  ) as Json;
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function titleAround(document: Json, pointer: string): string {
  const keys = keysOf(pointer);
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const around = valueAt(
      document,
      keys
        .slice(0, depth)
        .map((key) => `/${key}`)
        .join(''),
    );
    const title = typeof around === 'object' && around !== null && 'title' in around ? around.title : undefined;
    if (typeof title === 'string') return title;
    if (typeof title === 'object' && title !== null && 'ru' in title) return String(title.ru);
  }
  return '';
}

const LONGEST = 300;

function textOf(value: Json | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
