import type { Transaction } from '../db.ts';
import type { KeptSetting, Whose } from './queries.ts';

export async function saveNoticeSetting(
  trx: Transaction,
  { userId, organisationId }: Whose,
  { events, quiet, atOnceSince }: KeptSetting,
): Promise<void> {
  const change = {
    events: JSON.stringify(events),
    quiet_from: quiet?.from ?? null,
    quiet_until: quiet?.until ?? null,
    at_once_since: atOnceSince,
  };
  await trx('notice_setting')
    .insert({ user_id: userId, organisation_id: organisationId, ...change })
    .onConflict(['user_id', 'organisation_id'])
    .merge(change);
}
