/** So many fit into an open list without scrolling. */
const SHORT = 7;

interface Labelled {
  readonly label?: unknown;
}

function matches(typed: string, option: Labelled | undefined): boolean {
  return String(option?.label).toLocaleLowerCase('ru').includes(typed.trim().toLocaleLowerCase('ru'));
}

/**
 * What is typed narrows the list down, whatever its length: a list that does not listen gives its first option to whoever types and
 * presses Enter. Only where there is no keyboard does a short one stay without it.
 */
export function typedSearch(count: number): false | { filterOption: typeof matches } {
  const noKeyboard = window.matchMedia('(pointer: coarse)').matches;
  return count <= SHORT && noKeyboard ? false : { filterOption: matches };
}
