import type { ApplicantKind } from '../src/api.ts';
import type { Applying } from './form-facts.ts';
import type { Order, OrderMeaning } from './portal-api.ts';

const tones = {
  sent: 'info',
  working: 'info',
  correct: 'warning',
  ready: 'success',
  done: 'success',
  refused: 'error',
  cancelled: 'neutral',
} as const satisfies Record<OrderMeaning, string>;

export function toneOf({ meaning }: Order) {
  return tones[meaning];
}

/** The newest state in words. */
export function currentTitle({ events }: Order): string {
  const last = events.findLast(({ kind }) => kind === 'status' || kind === 'filed' || kind === 'trouble');
  return last?.title ?? 'Отправлено';
}

/** What rules read of who applies. */
export function applyingOf({ representative }: Order, kind: ApplicantKind): Applying {
  return { kind, hasRepresentative: representative !== undefined };
}

/** In whose place a representative has filed. */
export function filedFor(applicant: Record<string, unknown>): string {
  const text = (field: string) => (typeof applicant[field] === 'string' ? applicant[field] : '');
  const names = ['surname', 'name', 'patronymic'].map(text).filter((name) => name !== '');
  return `Вы – представитель. Заявитель: ${text('shortTitle') || text('title') || names.join(' ')}`;
}
