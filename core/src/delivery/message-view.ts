import type { RequestDeliveryRow } from './queries.ts';

/** A message as a card shows it. */
export function messageView<Row extends RequestDeliveryRow>({ receivedAt, forgottenAt, ...row }: Row) {
  return { ...row, receivedAt: receivedAt.toISOString(), forgottenAt: forgottenAt?.toISOString() ?? null };
}
