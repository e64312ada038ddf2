import type { Database } from '../db.ts';

export interface Preferences {
  /** null: nothing chosen, the browser's own. */
  readonly locale: 'ru' | 'en' | null;
  readonly toured: boolean;
}

export async function findPreferences(database: Database, userId: string): Promise<Preferences> {
  const { rows } = await database.execute(
    'select locale, toured_at is not null as toured from user_preference where user_id = $1',
    [userId],
  );
  return (rows as Preferences[])[0] ?? { locale: null, toured: false };
}
