import { addDays } from './iso-date.ts';
import { localDate, localHour } from './local-date.ts';

interface Reckoning {
  readonly timeZone: string;
  readonly term: { readonly cutOffHour?: number | undefined };
}

/** Whether something came at the cut-off hour or later, by the body's clock. */
export function isAfterCutOff(moment: Date, { timeZone, term }: Reckoning): boolean {
  return term.cutOffHour !== undefined && localHour(moment, timeZone) >= term.cutOffHour;
}

/** The day that counts as the day of receipt. */
export function receivedOn(moment: Date, reckoning: Reckoning): string {
  const date = localDate(moment, reckoning.timeZone);
  return isAfterCutOff(moment, reckoning) ? addDays(date, 1) : date;
}
