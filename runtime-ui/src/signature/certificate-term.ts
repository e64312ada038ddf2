/** How long a certificate serves yet. Pure. */

export type Term =
  | { readonly kind: 'over' }
  | { readonly kind: 'ahead' }
  | { readonly kind: 'serves' }
  | { readonly kind: 'ending'; readonly days: number };

const DAY = 24 * 60 * 60 * 1000;
/** A new one takes weeks to get: one should know in time. */
const SOON = 30;

export function termOf({ validFrom, validTo }: { readonly validFrom: Date; readonly validTo: Date }, now: Date): Term {
  if (validTo <= now) return { kind: 'over' };
  if (validFrom > now) return { kind: 'ahead' };
  const days = Math.ceil((validTo.getTime() - now.getTime()) / DAY);
  return days <= SOON ? { kind: 'ending', days } : { kind: 'serves' };
}
