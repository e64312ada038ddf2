import { joinPointer, parsePointer } from '../form/schema-walk.ts';
import { type Json, type JsonObject, sameValue } from '../rule/value.ts';

/**
 * One reversible change of a JSON document, at a JSON pointer. What was there before goes with it, so that a change that
 * does not fit any more is noticed instead of overwriting, and so that undo gives the very same text, order of keys included.
 */
export type Change = SetChange | MembersChange | SpliceChange;

/** Another value in a place that stays. */
export interface SetChange {
  readonly op: 'set';
  readonly at: string;
  readonly before: Json;
  readonly after: Json;
}

/** Members of an object come, go or change their order. */
export interface MembersChange {
  readonly op: 'members';
  readonly at: string;
  /** Keys in their order. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly removed: JsonObject;
  readonly added: JsonObject;
}

/** Items of a list come, go or change their order. */
export interface SpliceChange {
  readonly op: 'splice';
  readonly at: string;
  readonly index: number;
  readonly removed: readonly Json[];
  readonly inserted: readonly Json[];
}

/** The document is not what the change was made for; `pointer` is the place. */
export class DeltaMismatch extends Error {
  readonly pointer: string;

  constructor(pointer: string) {
    super(`the document has something else at «${pointer}»`);
    this.name = 'DeltaMismatch';
    this.pointer = pointer;
  }
}

/** The changes that lead from one document to another; what is the same object in both is not looked into. */
export function differences(before: Json, after: Json, at = ''): Change[] {
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, at);
  if (isObject(before) && isObject(after)) return objectDifferences(before, after, at);
  return sameValue(before, after) ? [] : [{ op: 'set', at, before, after }];
}

function objectDifferences(before: JsonObject, after: JsonObject, at: string): Change[] {
  const [had, has] = [Object.keys(before), Object.keys(after)];
  const inner = has.flatMap((key) =>
    Object.hasOwn(before, key) ? differences(before[key] as Json, after[key] as Json, joinPointer(at, key)) : [],
  );
  if (sameValue(had, has)) return inner;
  const removed = pick(before, (key) => !Object.hasOwn(after, key));
  const added = pick(after, (key) => !Object.hasOwn(before, key));
  return [{ op: 'members', at, before: had, after: has, removed, added }, ...inner];
}

function listDifferences(before: readonly Json[], after: readonly Json[], at: string): Change[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && sameText(before[start], after[start])) start += 1;
  let end = 0;
  while (end < most - start && sameText(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const removed = before.slice(start, before.length - end);
  const inserted = after.slice(start, after.length - end);
  if (removed.length !== inserted.length || moved(removed, inserted)) {
    return removed.length + inserted.length === 0 ? [] : [{ op: 'splice', at, index: start, removed, inserted }];
  }
  return removed.flatMap((item, index) =>
    differences(item, inserted[index] as Json, joinPointer(at, String(start + index))),
  );
}

/** An item that stands elsewhere now: the stretch is told as a whole, not item by item. */
function moved(removed: readonly Json[], inserted: readonly Json[]): boolean {
  return inserted.some((item, index) => removed.some((other, at) => at !== index && sameText(item, other)));
}

/** @throws DeltaMismatch when one does not fit; nothing is changed in the document that was given */
export function applyChanges(document: Json, changes: readonly Change[]): Json {
  return changes.reduce<Json>(
    (current, change) => replaceAt(current, { keys: parsePointer(change.at), change, at: '' }),
    document,
  );
}

/** What takes the changes back. */
export function inverted(changes: readonly Change[]): Change[] {
  return changes.toReversed().map((change): Change => {
    if (change.op === 'splice') return { ...change, removed: change.inserted, inserted: change.removed };
    const turned = { ...change, before: change.after, after: change.before };
    if (change.op === 'set') return turned as SetChange;
    return { ...(turned as MembersChange), removed: change.added, added: change.removed };
  });
}

interface Step {
  /** Of the pointer, still to be walked. */
  readonly keys: readonly string[];
  readonly change: Change;
  /** The pointer so far. */
  readonly at: string;
}

function replaceAt(value: Json, { keys, change, at }: Step): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return changed(value, change);
  const next = { keys: rest, change, at: joinPointer(at, key) };
  if (Array.isArray(value)) {
    const index = /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
    if (index < 0 || index >= value.length) throw new DeltaMismatch(next.at);
    return value.with(index, replaceAt(value[index] as Json, next));
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) throw new DeltaMismatch(next.at);
  // The key is there already, so its place among the others stays.
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? replaceAt(inner as Json, next) : inner]),
  ) as JsonObject;
}

function changed(value: Json, change: Change): Json {
  if (change.op === 'set') {
    if (!sameText(value, change.before)) throw new DeltaMismatch(change.at);
    return change.after;
  }
  if (change.op === 'splice') return spliced(value, change);
  return withMembers(value, change);
}

function spliced(value: Json, { at, index, removed, inserted }: SpliceChange): Json {
  if (!Array.isArray(value)) throw new DeltaMismatch(at);
  const place = placeOf(value, removed, index);
  if (place === undefined) throw new DeltaMismatch(at);
  return value.toSpliced(place, removed.length, ...inserted);
}

/** Where the items that go stand now: others may have moved them, and then there must be one such place only. */
function placeOf(list: readonly Json[], items: readonly Json[], index: number): number | undefined {
  const stands = (place: number) =>
    place + items.length <= list.length && items.every((item, at) => sameText(item, list[place + at]));
  if (stands(index)) return index;
  if (items.length === 0) return list.length;
  const places = list.flatMap((_, place) => (stands(place) ? [place] : []));
  return places.length === 1 ? places[0] : undefined;
}

function withMembers(value: Json, { at, before, after, removed, added }: MembersChange): Json {
  if (!isObject(value)) throw new DeltaMismatch(at);
  for (const [key, old] of Object.entries(removed)) {
    if (!Object.hasOwn(value, key) || !sameText(value[key], old)) throw new DeltaMismatch(joinPointer(at, key));
  }
  for (const key of Object.keys(added)) {
    if (Object.hasOwn(value, key)) throw new DeltaMismatch(joinPointer(at, key));
  }
  const has = Object.keys(value);
  const order = sameValue(has, before) ? after : merged(has, { after, removed });
  return Object.fromEntries(
    order.map((key) => [key, Object.hasOwn(added, key) ? added[key] : value[key]]),
  ) as JsonObject;
}

/** The order that is now, without what goes; what comes stands behind the one it stood behind when it was added. */
function merged(has: readonly string[], { after, removed }: Pick<MembersChange, 'after' | 'removed'>): string[] {
  const order = has.filter((key) => !Object.hasOwn(removed, key));
  for (const [index, key] of after.entries()) {
    if (order.includes(key) || has.includes(key)) continue;
    const previous = after.slice(0, index).findLast((one) => order.includes(one));
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
  }
  return order.filter((key) => has.includes(key) || after.includes(key));
}

function pick(source: JsonObject, wanted: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([key]) => wanted(key))) as JsonObject;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same text, order of keys included: what is exported is text. */
function sameText(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
