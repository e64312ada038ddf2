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
