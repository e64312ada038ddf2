import type { IdentityPerson } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { createNewcomer, joinByRule } from '../organisation/commands.ts';
import type { Entry, KnownAccount } from './entry.ts';
import { findBodyRule } from './queries.ts';

export interface Admission {
  readonly person: IdentityPerson;
  readonly account: KnownAccount | undefined;
  readonly entry: Extract<Entry, { kind: 'employee' | 'newcomer' }>;
  readonly connectionId: string;
  readonly now: Date;
}

/** The account to work under: the one that is there, or one made by the body's rule. Nothing is made without a rule. */
export async function admit(trx: Transaction, admission: Admission): Promise<string> {
  const { account, entry, person, now } = admission;
  const organisationId = entry.body.id;
  if (account !== undefined && entry.kind === 'employee') {
    if (account.subject === null)
      await tell(trx, { organisationId, userId: account.id, now, type: 'user.identity', payload: {} });
    return account.id;
  }
  const rule = await findBodyRule(trx, { connectionId: admission.connectionId, organisationId });
  if (rule === undefined) throw new Error('a newcomer was let in without a rule');
  const userId = account?.id ?? (await createNewcomer(trx, person, now));
  const given = await joinByRule(trx, { userId, organisationId, department: rule.department, roles: rule.roles });
  const payload = { roles: given, department: rule.department };
  await tell(trx, { organisationId, userId, now, type: 'user.joined', payload });
  return userId;
}

interface Told {
  readonly organisationId: string;
  readonly userId: string;
  readonly now: Date;
  readonly type: 'user.identity' | 'user.joined';
  readonly payload: unknown;
}

function tell(trx: Transaction, { organisationId, userId, now, type, payload }: Told): Promise<void> {
  const subject = { kind: 'user', id: userId } as const;
  return appendAdminEvent(trx, { organisationId, type, actorId: userId, at: now, subject, payload });
}
