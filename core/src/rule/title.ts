import type { Title } from '@reglament/format';

export type Locale = 'ru' | 'en';

/** The text of a title; without English the Russian one is shown. */
export function titleOf(title: Title, locale: Locale = 'ru'): string {
  if (typeof title === 'string') return title;
  return locale === 'en' ? (title.en ?? title.ru) : title.ru;
}
