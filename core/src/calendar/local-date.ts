const dates = new Map<string, Intl.DateTimeFormat>();
const hours = new Map<string, Intl.DateTimeFormat>();

/** The last one asked of each zone, which is mostly now: days begin with a minute (since clocks go by zones), so within one the date stays. */
const last = new Map<string, { readonly minute: number; readonly date: string }>();

/** The calendar date (`YYYY-MM-DD`) of a moment in an IANA time zone. */
export function localDate(moment: Date, timeZone: string): string {
  const minute = Math.floor(moment.getTime() / 60_000);
  const known = last.get(timeZone);
  if (known?.minute === minute) return known.date;
  const date = dateOf(moment, timeZone);
  last.set(timeZone, { minute, date });
  return date;
}

function dateOf(moment: Date, timeZone: string): string {
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
