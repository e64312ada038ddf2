const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date (`YYYY-MM-DD`) of a moment in an IANA time zone. */
export function localDate(moment: Date, timeZone: string): string {
  const known = formats.get(timeZone);
  // Swedish writes dates the ISO way.
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(moment);
}
