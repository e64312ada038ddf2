import type { Transaction } from '../db.ts';
import type { Payment } from './check-payment.ts';
import { type DutyKept, type DutyStatus, nothingPaid } from './duty-state.ts';

export interface EntryPlace {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly userId: string;
  readonly now: Date;
  readonly fileId: string | null;
}

/** False when the payment of this УИП stands already, on whichever application of the body. */
export async function insertPayment(trx: Transaction, place: EntryPlace, payment: Payment): Promise<boolean> {
  const { amount, paidOn, document, payer, identifier } = payment;
  const rows = await trx('duty_entry')
    .insert({ ...placed(place), kind: 'payment', amount, paid_on: paidOn, document, payer, identifier })
    .onConflict()
    .ignore()
    .returning('id');
  return rows.length > 0;
}

export interface Exemption {
  readonly ground: string;
  readonly document: string;
}

/** False when there is one already. */
export async function insertExemption(trx: Transaction, place: EntryPlace, exemption: Exemption): Promise<boolean> {
  const rows = await trx('duty_entry')
    .insert({ ...placed(place), kind: 'exemption', ...exemption })
    .onConflict()
    .ignore()
    .returning('id');
  return rows.length > 0;
}

function placed({ applicationId, organisationId, userId, now, fileId }: EntryPlace) {
  const own = { application_id: applicationId, organisation_id: organisationId };
  return { ...own, file_id: fileId, entered_by: userId, entered_at: now };
}

export interface Withdrawal {
  readonly applicationId: string;
  readonly entryId: string;
  readonly userId: string;
  readonly reason: string;
  readonly now: Date;
}

/** False when it does not stand there any more. */
export async function withdrawEntry(trx: Transaction, withdrawal: Withdrawal): Promise<boolean> {
  const { applicationId, entryId, userId, reason, now } = withdrawal;
  const count = await trx('duty_entry')
    .where({ id: entryId, application_id: applicationId })
    .whereNull('withdrawn_at')
    .update({ withdrawn_by: userId, withdrawn_at: now, withdrawn_reason: reason });
  return count > 0;
}

/** Adds up what stands: the row of the application is held by whoever writes. */
export async function sumDuty(trx: Transaction, applicationId: string, before: DutyKept | null): Promise<DutyKept> {
  const { rows } = await trx.raw<{ rows: { paid: string; exemption: string | null }[] }>(
    `select coalesce(sum(amount), 0) as paid, max(ground) as exemption from duty_entry
     where application_id = ? and withdrawn_at is null`,
    [applicationId],
  );
  const { paid = '0', exemption = null } = rows[0] ?? {};
  const { exemption: _former, ...rest } = before ?? nothingPaid;
  return { ...rest, paid: Number(paid), ...(exemption === null ? {} : { exemption }) };
}

/** Keeps it in the row of the application, where actions and lists ask for it. */
export async function keepDuty(
  trx: Transaction,
  applicationId: string,
  { kept, status }: { readonly kept: DutyKept; readonly status: DutyStatus },
): Promise<void> {
  await trx('application')
    .where({ id: applicationId })
    .update({ duty: JSON.stringify(kept), list_duty: status });
}
