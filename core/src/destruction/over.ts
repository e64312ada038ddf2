import type { Transaction } from '../db.ts';
import type { BodyAsked } from './asked.ts';
import { listOverRequests, lockOverRequest } from './incoming/queries.ts';
import { listOver, lockOver, type OverCase } from './queries.ts';
import { type KeptKind, kindOf } from './term.ts';

interface Page {
  /** Or INCOMING. */
  readonly service: string;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Cases of a service whose term is over, or requests of other bodies, the oldest first. */
export function listDue(trx: Transaction, asked: BodyAsked & Page): Promise<OverCase[]> {
  return kindOf(asked.service) === 'application' ? listOver(trx, asked) : listOverRequests(trx, asked);
}

/** One of them under its row's lock; undefined: its term is not over, or not any more. */
export function lockDue(
  trx: Transaction,
  asked: BodyAsked & { readonly kind: KeptKind; readonly id: string; readonly act: string },
): Promise<OverCase | undefined> {
  return asked.kind === 'application' ? lockOver(trx, asked) : lockOverRequest(trx, asked);
}
