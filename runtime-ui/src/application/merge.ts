/** Two people on one application: whose answer goes where. Pure. */
import { isAnswered, type Json } from '@reglament/core/rules';
import type { ApplicationContent } from '../api.ts';
import { canonical, contentParts } from './content.ts';

/** One place that differs: `pointer` leads within the part, `''` is the part as a whole. */
export interface Difference {
  part: keyof ApplicationContent;
  pointer: string;
  before: unknown;
  after: unknown;
}

/** The same place changed by both, to different values. */
export interface Conflict {
  part: keyof ApplicationContent;
  pointer: string;
  mine: unknown;
  theirs: unknown;
}

type Group = Readonly<Record<string, unknown>>;

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list is one answer: rows have no names by which two lists could be laid over each other. */
function differencesIn(
  before: unknown,
  after: unknown,
  at: string,
): { pointer: string; before: unknown; after: unknown }[] {
  if (canonical(before) === canonical(after)) return [];
  if (!isGroup(before) || !isGroup(after)) {
    return isNothing(before) && isNothing(after) ? [] : [{ pointer: at, before, after }];
  }
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return codes.flatMap((code) => differencesIn(before[code], after[code], `${at}/${code}`));
}

function isNothing(value: unknown): boolean {
  return value === undefined || !isAnswered(value as Json);
}

export function differences(before: ApplicationContent, after: ApplicationContent): Difference[] {
  return contentParts.flatMap((part): Difference[] => {
    // Of another kind of person nothing is comparable field by field.
    const whole = part !== 'answers' && kindOf(before[part]) !== kindOf(after[part]);
    if (whole) return [{ part, pointer: '', before: before[part], after: after[part] }];
    return differencesIn(before[part], after[part], '').map((found) => ({ part, ...found }));
  });
}

function kindOf(person: unknown): unknown {
  return isGroup(person) ? person.kind : undefined;
}

function within(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, code) => (isGroup(inner) ? inner[code] : undefined), value);
}

function withValue(value: unknown, path: readonly string[], put: unknown): unknown {
  const [code, ...rest] = path;
  if (code === undefined) return put;
  const group = isGroup(value) ? value : {};
  return { ...group, [code]: withValue(group[code], rest, put) };
}

interface Place {
  part: keyof ApplicationContent;
  pointer: string;
}

export function valueAt(content: ApplicationContent, { part, pointer }: Place): unknown {
  return within(content[part], pointer);
}

export function putValue(content: ApplicationContent, { part, pointer }: Place, value: unknown): ApplicationContent {
  return { ...content, [part]: withValue(content[part], pointer.split('/').slice(1), value) };
}

function overlaps(one: Place, other: Place): boolean {
  if (one.part !== other.part) return false;
  return `${one.pointer}/`.startsWith(`${other.pointer}/`) || `${other.pointer}/`.startsWith(`${one.pointer}/`);
}

interface Merge {
  before: ApplicationContent;
  typed: ApplicationContent;
  now: ApplicationContent;
}

export interface Merged {
  content: ApplicationContent;
  conflicts: Conflict[];
}

/**
 * Somebody else changed the application meanwhile. What only one of the two changed is taken from them, place by place;
 * where both did, what was typed here stays and the place is named, so that a person chooses.
 */
export function mergeTyped({ before, typed, now }: Merge): Merged {
  const theirs = differences(before, now);
  let content = now;
  const conflicts: Conflict[] = [];
  for (const mine of differences(before, typed)) {
    const against = theirs.filter((one) => overlaps(one, mine));
    // Of a group and a field in it the group is the place that both changed.
    const place = against.reduce<Place>(
      (widest, one) => (one.pointer.length < widest.pointer.length ? one : widest),
      mine,
    );
    const value = valueAt(typed, place);
    content = putValue(content, place, value);
    const other = valueAt(now, place);
    const known = conflicts.some((one) => one.part === place.part && one.pointer === place.pointer);
    if (against.length > 0 && !known && canonical(value) !== canonical(other)) {
      conflicts.push({ part: place.part, pointer: place.pointer, mine: value, theirs: other });
    }
  }
  return { content, conflicts };
}
