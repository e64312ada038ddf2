import { eventTitles } from '@reglament/core/rules';

/** In the administrator's words; an event of a later version is shown by its own name. */
export function eventTitle(code: string): string {
  const titles: Readonly<Record<string, string>> = { ...eventTitles, ping: 'проверка получателя' };
  return titles[code] ?? code;
}
