/** What differs between two versions of a definition, as a sentence for the one who publishes. */
export interface Change {
  /** Stable, for programs. */
  readonly code: string;
  /** JSON pointer into the new definition; of what was removed, into the old one. */
  readonly pointer: string;
  readonly message: string;
  /** What fitted the old version may not fit the new one. */
  readonly breaking: boolean;
  /** Which cases it touches; without it, every one of the definition. */
  readonly touches?: Touch;
}

/** Cases that answered a field, that did not, that stand in a state, or that chose an entry of a dictionary. */
export type Touch =
  | { readonly answered: string }
  | { readonly notAnswered: string }
  | { readonly state: string }
  | { readonly entry: string };

type Words = readonly [code: string, pointer: string, message: string];

export function harmless([code, pointer, message]: Words): Change {
  return { code, pointer, message, breaking: false };
}

export function breaking([code, pointer, message]: Words, touches?: Touch): Change {
  return { code, pointer, message, breaking: true, ...(touches === undefined ? {} : { touches }) };
}

/** What something was and what it is now. The fonts of the interface have no arrow. */
export function fromTo(before: string | number, after: string | number): string {
  return `было: ${before}, стало: ${after}`;
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Items of two lists by code: gone, come, and both with their places. */
export interface Paired<Item> {
  readonly removed: readonly { readonly item: Item; readonly index: number }[];
  readonly added: readonly { readonly item: Item; readonly index: number }[];
  readonly kept: readonly { readonly before: Item; readonly after: Item; readonly index: number }[];
}

export function paired<Item extends { readonly code: string }>(
  before: readonly Item[] = [],
  after: readonly Item[] = [],
): Paired<Item> {
  const old = new Map(before.map((item) => [item.code, item]));
  const now = new Set(after.map(({ code }) => code));
  const placed = after.map((item, index) => ({ item, index }));
  return {
    removed: before.map((item, index) => ({ item, index })).filter(({ item }) => !now.has(item.code)),
    added: placed.filter(({ item }) => !old.has(item.code)),
    kept: placed.flatMap(({ item, index }) => {
      const known = old.get(item.code);
      return known === undefined ? [] : [{ before: known, after: item, index }];
    }),
  };
}

/** Keys of two tables as `paired` items. */
export function pairedTable<Item>(
  before: Readonly<Record<string, Item>> = {},
  after: Readonly<Record<string, Item>> = {},
) {
  const list = (table: Readonly<Record<string, Item>>) =>
    Object.entries(table).map(([code, value]) => ({ code, value }));
  return paired(list(before), list(after));
}
