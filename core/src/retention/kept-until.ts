/** The last day a case is kept: whole years, counted from 1 January of the year after the one it ended in. */
export function keptUntil(endedOn: string, years: number): string {
  return `${String(Number(endedOn.slice(0, 4)) + years).padStart(4, '0')}-12-31`;
}
