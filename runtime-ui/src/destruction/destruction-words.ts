/** How terms of keeping and acts of destruction are put into words. Pure. */
import { numberText, plural } from '../ui/format.ts';
import type { Tone } from '../ui/status-tag.tsx';
import type { DestructionAct, DestructionItem, DestructionRow, RetentionService } from './queries.ts';

/** The server counts no further. */
const MOST_COUNTED = 1_000;
/** Cases of one act. */
export const MOST_IN_ACT = 1_000;

/** What is kept and destroyed, by its number. */
interface Nouns {
  readonly some: (count: number) => string;
  /** After «данные». */
  readonly of: (count: number) => string;
}

const nouns = {
  application: {
    some: (count) => plural(count, ['заявка', 'заявки', 'заявок']),
    of: (count) => plural(count, ['заявки', 'заявок', 'заявок']),
  },
  incomingRequest: {
    some: (count) => plural(count, ['запрос', 'запроса', 'запросов']),
    of: (count) => plural(count, ['запроса', 'запросов', 'запросов']),
  },
  /** Of both. */
  mixed: {
    some: (count) => plural(count, ['запись', 'записи', 'записей']),
    of: (count) => plural(count, ['записи', 'записей', 'записей']),
  },
} as const satisfies Record<RetentionService['kind'] | 'mixed', Nouns>;

/** By the kinds of what is spoken of together. */
export function nounsOf(kinds: readonly RetentionService['kind'][]): Nouns {
  const [first = 'application', ...others] = new Set(kinds);
  return nouns[others.length > 0 ? 'mixed' : first];
}

export function nounsOfAct({ counts, requests }: Pick<DestructionItem, 'counts' | 'requests'>): Nouns {
  const whole = counts.waiting + counts.excluded + counts.done + counts.kept;
  if (requests === 0) return nouns.application;
  return requests === whole ? nouns.incomingRequest : nouns.mixed;
}

/** «Входящие запросы» are the platform's word, titles of services are not. */
export function titleOfKept({ code, title }: Pick<RetentionService, 'code' | 'title'>): string {
  return code === INCOMING ? 'Входящие запросы' : title;
}

/** Where a list of services speaks of the requests of other bodies. */
export const INCOMING = ':incoming';

export const ofFiles = (count: number) => plural(count, ['файла', 'файлов', 'файлов']);

/** «5 лет», «постоянно»; undefined: nobody has said it. */
export function termWords({ years, permanent }: Pick<RetentionService, 'years' | 'permanent'>): string | undefined {
  if (permanent) return 'Постоянно';
  return years === null ? undefined : plural(years, ['год', 'года', 'лет']);
}

export function countWords(count: number): string {
  return count >= MOST_COUNTED ? `${numberText(MOST_COUNTED)} и больше` : numberText(count);
}

/** Whose cases an act can take. */
export function isDue({ years, permanent, over }: RetentionService): boolean {
  return over > 0 && years !== null && !permanent;
}

/** Terms end with a year: nothing new is due before the first day of the next one. */
export function nextDueDay(today: string): string {
  return `${Number(today.slice(0, 4)) + 1}-01-01`;
}

/** How many cases an act of these services takes, at most. */
export function mostTaken(services: readonly Pick<RetentionService, 'over'>[]): number {
  return Math.min(
    MOST_IN_ACT,
    services.reduce((sum, { over }) => sum + over, 0),
  );
}

export const toneOfAct = {
  prepared: 'warning',
  running: 'info',
  contents: 'info',
  done: 'success',
  withdrawn: 'neutral',
} as const satisfies Record<DestructionItem['status'], Tone>;

const rowLooks = {
  waiting: { tone: 'warning', title: 'В акте' },
  excluded: { tone: 'neutral', title: 'Исключена' },
  done: { tone: 'success', title: 'Уничтожено' },
  kept: { tone: 'error', title: 'Данные остались' },
} as const satisfies Record<DestructionRow['status'], { tone: Tone; title: string }>;

/** What a row of an act says of itself, as the act stands. */
export function rowLook(row: DestructionRow['status'], act: DestructionItem['status']): { tone: Tone; title: string } {
  if (row !== 'waiting' || act === 'prepared') return rowLooks[row];
  return act === 'withdrawn' ? { tone: 'neutral', title: 'Данные остались' } : { tone: 'info', title: 'Ждёт очереди' };
}

/** What became of the cases of an act, in a line. */
export function countsWords(act: Pick<DestructionItem, 'status' | 'counts' | 'requests'>): string {
  const { status, counts } = act;
  const { waiting, excluded, done, kept } = counts;
  const words = nounsOfAct(act);
  const left = [
    ...(kept > 0 ? [`осталось: ${numberText(kept)}`] : []),
    ...(excluded > 0 ? [`исключено: ${numberText(excluded)}`] : []),
  ];
  const isBegun = status !== 'prepared' && status !== 'withdrawn';
  const first = isBegun ? `Уничтожены данные ${words.of(done)}` : words.some(waiting);
  return [isBegun && waiting > 0 ? `${first} из ${numberText(waiting + done + kept)}` : first, ...left].join(', ');
}

export function percentOf({ act: { status, counts }, files }: Pick<DestructionAct, 'act' | 'files'>): number {
  const past = status === 'running' ? counts.done + counts.kept : files.removed + files.shared;
  const whole = past + (status === 'running' ? counts.waiting : files.waiting);
  return whole === 0 ? 100 : Math.floor((past / whole) * 100);
}
