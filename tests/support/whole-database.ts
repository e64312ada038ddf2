import type { TestDatabase } from './database.ts';

/** Every table of ours whose rows, read as text, hold any of these words: `table (how many)`. Bytes are read as text too. */
export async function tablesWith(database: Pick<TestDatabase, 'execute'>, words: readonly string[]): Promise<string[]> {
  const { rows } = await database.execute(
    `select n.nspname || '.' || quote_ident(c.relname) as name,
       (select string_agg(case when format_type(a.atttypid, null) = 'bytea'
          then format('encode(%I, ''escape'')', a.attname) else format('%I::text', a.attname) end, ', ' order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'pgboss') and c.relkind = 'r' order by 1`,
  );
  const found: string[] = [];
  for (const { name, columns } of rows as { name: string; columns: string }[]) {
    const { rows: hits } = await database.execute(
      `select count(*)::int as count from (select concat_ws(' ', ${columns}) as line from ${name}) t
       where exists (select from unnest($1::text[]) word where strpos(t.line, word) > 0
         or strpos(t.line, encode(convert_to(word, 'UTF8'), 'escape')) > 0)`,
      [[...words]],
    );
    const { count } = (hits as { count: number }[])[0] ?? { count: 0 };
    if (count > 0) found.push(`${name} (${count})`);
  }
  return found;
}
