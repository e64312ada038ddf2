import type { Database } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Translate } from '../locale/template.ts';

export interface Preferences {
  /** null: nothing chosen, the browser's own. */
  readonly locale: 'ru' | 'en' | null;
  readonly toured: boolean;
  /** By their codes; a service that is no more, or is not this body's, is simply not shown. */
  readonly favouriteServices: string[];
}

export async function findPreferences(database: Database, userId: string): Promise<Preferences> {
  const { rows } = await database.execute(
    `select locale, toured_at is not null as toured, favourite_services as "favouriteServices"
     from user_preference where user_id = $1`,
    [userId],
  );
  return (rows as Preferences[])[0] ?? { locale: null, toured: false, favouriteServices: [] };
}

/** What puts the server's words into the language that the person has chosen: no browser waits for what is made in the background. */
export async function languageOf(
  { database, english }: Pick<Deps, 'database' | 'english'>,
  userId: string,
): Promise<Translate> {
  const { locale } = await findPreferences(database, userId);
  return locale === 'en' ? english() : (said) => said;
}
