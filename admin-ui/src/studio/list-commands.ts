/** A list of coded things of a definition: sections, documents, grounds. Pure. */

export interface Coded {
  readonly code: string;
}

/** Some members of a thing; undefined takes one out. */
export type Part<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

export function changeItem<T extends Coded>(list: readonly T[], code: string, change: Part<T>): T[] {
  return list.map((item) => (item.code === code ? cleaned<T>({ ...item, ...change } as T) : item));
}

/** One place up (-1) or down (1); at the edge the list stays. */
export function moveItem<T extends Coded>(list: readonly T[], code: string, by: -1 | 1): T[] {
  const index = list.findIndex((item) => item.code === code);
  const [own, other] = [list[index], list[index + by]];
  if (own === undefined || other === undefined) return [...list];
  return list.with(index, other).with(index + by, own);
}

export function removeItem<T extends Coded>(list: readonly T[], code: string): T[] {
  return list.filter((item) => item.code !== code);
}

/** Without the members that are undefined. */
export function cleaned<T extends object>(value: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
