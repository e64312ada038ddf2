const dates = new Map<string, Intl.DateTimeFormat>();
const hours = new Map<string, Intl.DateTimeFormat>();

/** The calendar date (`YYYY-MM-DD`) of a moment in an IANA time zone. */
export function localDate(moment: Date, timeZone: string): string {
  // Swedish writes dates the ISO way.
  const format = dates.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  dates.set(timeZone, format);
  return format.format(moment);
}

/** The hour, 0–23, that a clock in the zone shows. */
export function localHour(moment: Date, timeZone: string): number {
  const format =
    hours.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  hours.set(timeZone, format);
  return Number(format.format(moment));
}
