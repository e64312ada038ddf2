import type { Transaction } from '../db.ts';

/** What is named changes, the rest stays. */
export interface PreferenceChange {
  readonly locale?: 'ru' | 'en';
  readonly touredAt?: Date | null;
  readonly favouriteServices?: readonly string[];
}

export async function savePreferences(
  trx: Transaction,
  userId: string,
  { locale, touredAt, favouriteServices }: PreferenceChange,
): Promise<void> {
  const change = {
    ...(locale === undefined ? {} : { locale }),
    ...(touredAt === undefined ? {} : { toured_at: touredAt }),
    ...(favouriteServices === undefined ? {} : { favourite_services: favouriteServices }),
  };
  if (Object.keys(change).length === 0) return;
  await trx('user_preference')
    .insert({ user_id: userId, ...change })
    .onConflict('user_id')
    .merge(change);
}
