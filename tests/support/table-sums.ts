import { expect } from 'vitest';
import type { Database } from '../../core/src/db.ts';

const pace = ['poll_due_at', 'poll_pause', 'poll_node', 'poll_lease_until'];

/** Number of rows and a sum of every table, the queue's among them, each by itself, so that a difference names its place. */
export async function tableSums(database: Database, without: readonly string[] = []): Promise<Record<string, string>> {
  const { rows } = await database.execute(
    `select table_schema || '."' || table_name || '"' as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE' and table_name not like 'knex_%'
       and table_schema || '.' || table_name !~ '^pgboss[.](version$|queue_stats)'`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of rows as { name: string }[]) {
    if (without.includes(name)) continue;
    // How often a connection is asked changes by itself.
    const row = name === 'public."connection"' ? `(to_jsonb(t) - '{${pace.join(',')}}'::text[])` : 't';
    const { rows: found } = await database.execute(
      `select count(*) || ':' || coalesce(md5(string_agg(${row}::text, e'\\n' order by ${row}::text)), '') as sum from ${name} t`,
    );
    sums[name] = (found as { sum: string }[])[0]?.sum ?? '';
  }
  expect(Object.keys(sums).length).toBeGreaterThan(20);
  return sums;
}
