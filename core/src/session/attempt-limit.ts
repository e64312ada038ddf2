import { Refusal } from '../errors.ts';

const minute = 60_000;
/** The window in which wrong passwords are counted. */
export const window = 15 * minute;
const perAccount = 10;
const perAddress = 100;
/** How long an address from which the account was once entered counts as the owner's own. */
export const familiarFor = 30 * 24 * 60 * minute;

export interface AttemptCounts {
  /** The owner has entered from this address within `familiarFor`. */
  readonly familiar: boolean;
  /** Failed or still undecided, within the window. */
  readonly fromHere: number;
  readonly fromStrangeAddresses: number;
  readonly byAddress: number;
}

/**
 * Refuses before the password is looked at; a refused attempt is not counted, so the lock ends by itself however hard it is
 * tried. Addresses the owner has entered from are counted apart from all others: by guessing from elsewhere nobody can
 * keep an administrator out of their own workplace. The answer does not depend on whether there is such an account.
 */
export function checkAttempts(counts: AttemptCounts): void {
  const onAccount = counts.familiar ? counts.fromHere : counts.fromStrangeAddresses;
  if (onAccount < perAccount && counts.byAddress < perAddress) return;
  throw new Refusal(
    'tooManyAttempts',
    'Слишком много неудачных попыток входа. Подождите 15 минут и попробуйте снова; если вы забыли пароль, обратитесь к администратору.',
    { retryAfter: window / 1000 },
  );
}
