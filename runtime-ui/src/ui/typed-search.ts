/** So many fit into an open list without scrolling. */
const SHORT = 7;

interface Labelled {
  readonly label?: unknown;
  readonly value?: unknown;
}

/** By its words, wherever in them; by its value where that is the words. */
export function matchesTyped(typed: string, option: Labelled | undefined): boolean {
  return String(option?.label ?? option?.value)
    .toLocaleLowerCase('ru')
    .includes(typed.trim().toLocaleLowerCase('ru'));
}

/**
 * What is typed narrows the list down, whatever its length: a list that does not listen gives its first option to whoever types and
 * presses Enter. Only where there is no keyboard does a short one stay without it.
 */
export function typedSearch(count: number): false | { filterOption: typeof matchesTyped } {
  const noKeyboard = window.matchMedia('(pointer: coarse)').matches;
  return count <= SHORT && noKeyboard ? false : { filterOption: matchesTyped };
}
