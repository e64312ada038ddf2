import { markParts } from './language-of-parts.ts';

/** The language of the interface. It is the same from the page's first word to its last: choosing another loads the page anew. */
export type Locale = 'ru' | 'en';

const storageKey = 'reglament.locale';

/** Russian for whoever reads it at all; English for those whose browser asks for English and for no Russian. Pure. */
export function localeFor(chosen: string | null, asked: readonly string[]): Locale {
  if (chosen === 'ru' || chosen === 'en') return chosen;
  const speaks = (code: string) => asked.some((tag) => tag.toLowerCase().split('-')[0] === code);
  return speaks('en') && !speaks('ru') ? 'en' : 'ru';
}

/** Rules are tried outside of a browser, too: in Russian. */
const inBrowser = typeof window !== 'undefined';

export const locale: Locale = inBrowser ? localeFor(localStorage.getItem(storageKey), navigator.languages) : 'ru';

/** For `Intl`. */
export const localeTag = locale === 'en' ? 'en-GB' : 'ru-RU';

if (inBrowser) document.documentElement.lang = locale;
if (inBrowser && locale === 'en') markParts(document);

/** True when the page is about to be loaded anew. What was typed is kept on this computer. */
export function speak(wanted: Locale): boolean {
  localStorage.setItem(storageKey, wanted);
  if (wanted === locale) return false;
  window.location.reload();
  return true;
}
