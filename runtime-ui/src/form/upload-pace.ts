/** How a large file goes on after a failure. Pure. */

const longest = 30;

/** Seconds before the next try, growing with each that got nowhere. */
export function pauseAfter(tries: number): number {
  return Math.min(longest, 2 ** (tries - 1));
}

/** The same refusal so many times in a row is no passing one. */
const patience = 5;

/** Whether the same thing asked again may be answered otherwise. `undefined`: there was no answer at all. */
export function isPassing(
  refusal: { readonly status: number; readonly code: string } | undefined,
  tries: number,
): boolean {
  if (refusal === undefined) return true;
  if (tries >= patience) return false;
  // The server knows where to go on from: it is asked before each try.
  if (['notFound', 'stateConflict', 'damagedContent'].includes(refusal.code)) return tries < 3;
  return refusal.status >= 500 || refusal.status === 429;
}

const megabyte = 1024 * 1024;

/** «12,4 из 200,0 МБ» without the words. */
export function megabytes(bytes: number, localeTag: string): string {
  const form = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(localeTag, form).format(bytes / megabyte);
}
