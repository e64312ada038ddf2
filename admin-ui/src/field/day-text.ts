/** `2026-01-12` as it is written: 12.01.2026. */
export function dayText(day: string): string {
  return day.split('-').reverse().join('.');
}

/** What was typed, as a day; undefined: no day. */
export function dayOf(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[.\s/-](\d{1,2})[.\s/-](\d{4})\s*$/.exec(text) ?? [];
  if (year === '') return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const found = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(iso) ? iso : undefined;
}
