/**
 * What an English page shows, in Russian: what is kept for others, whatever they read, is kept in Russian (ADR 107). Filled by
 * pages that are read in English alone.
 */
const whole = new Map<string, string>();
const made = new Map<string, string>();
/** Of sentences with values: what is kept is asked for when it has just been made. */
const mostMade = 5_000;

/** A text without values: there are as many as the catalogue has. */
export function rememberWhole(shown: string, russian: string): void {
  whole.set(shown, russian);
}

/** A text with values, which may be texts themselves. */
export function rememberMade(shown: string, russian: string): void {
  if (made.size >= mostMade) made.clear();
  made.set(shown, russian);
}

/** The Russian of what is shown; what nobody has put into English, and every text of a Russian page, is it already. */
export function russianOf(shown: string): string {
  return made.get(shown) ?? whole.get(shown) ?? shown;
}
