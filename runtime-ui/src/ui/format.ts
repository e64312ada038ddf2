/** Values as people of this field write them, in the interface's language. Pure. */
import { locale, localeTag } from '../locale/locale.ts';

const moscow = 'Europe/Moscow';

/** In English the month is a word: the order of figures differs from country to country. */
const day =
  locale === 'en'
    ? ({ day: 'numeric', month: 'short', year: 'numeric' } as const)
    : ({ day: '2-digit', month: '2-digit', year: 'numeric' } as const);

function formatter(timeZone: string, withTime: boolean): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeTag, {
    timeZone,
    ...day,
    ...(withTime ? { hour: '2-digit', minute: '2-digit' } : {}),
  });
}

const cache = new Map<string, Intl.DateTimeFormat>();

function cached(timeZone: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${timeZone} ${withTime}`;
  const known = cache.get(key);
  if (known) return known;
  const made = formatter(timeZone, withTime);
  cache.set(key, made);
  return made;
}

/** `2026-03-02` → `02.03.2026`; anything else comes back as it is. */
export function dateText(date: string | null | undefined): string {
  if (!date) return '—';
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return date;
  return locale === 'en' ? cached('UTC', false).format(new Date(date)) : `${match[3]}.${match[2]}.${match[1]}`;
}

/** An instant (ISO 8601, UTC) as date and time in the body's own time zone. */
export function instantText(instant: string | null | undefined, timeZone: string = moscow): string {
  return instant ? cached(timeZone, true).format(new Date(instant)) : '—';
}

export function instantDateText(instant: string | null | undefined, timeZone: string = moscow): string {
  return instant ? cached(timeZone, false).format(new Date(instant)) : '—';
}

/** Today in the body's time zone, `YYYY-MM-DD`. */
export function todayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} КБ`;
  return `${(bytes / 1024 / 1024).toLocaleString(localeTag, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} МБ`;
}

/** Kopecks → «1 234,50 ₽». */
export function moneyText(kopecks: number): string {
  return `${(kopecks / 100).toLocaleString(localeTag, { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ₽`;
}

export function numberText(value: number): string {
  return value.toLocaleString(localeTag);
}

const rules = new Intl.PluralRules(localeTag);

/** `plural(3, ['заявка', 'заявки', 'заявок'])` → «3 заявки»; English has the first and the last. */
export function plural(count: number, [one, few, many]: readonly [string, string, string]): string {
  const category = rules.select(count);
  const word = category === 'one' ? one : category === 'few' ? few : many;
  return `${numberText(count)} ${word}`;
}

/** A whole name in one text, surname first: «Иванова Анна Петровна» → «Иванова А. П.» */
export function initialsOf(fullName: string): string {
  const [surname = '', ...others] = fullName.split(' ').filter((part) => part !== '');
  return [surname, ...others.map((part) => `${part.charAt(0)}.`)].join('\u00a0');
}

/** «Иванова Анна Петровна» → «Иванова А. П.» */
export function shortName(person: { surname: string; name: string; patronymic?: string | null }): string {
  const initials = [person.name, person.patronymic].filter((part) => part).map((part) => `${part?.charAt(0)}.`);
  return [person.surname, ...initials].join(' ');
}
