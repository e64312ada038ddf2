import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { checkChains } from '../../core/src/journal/queries.ts';
import type { TestServer } from '../support/server.ts';

/** Half of what must be whole: each count is of rows that lack their other half. */
const halves = `select
  (select count(*)::int from request r where r.status not in ('draft', 'prepared', 'signed', 'cancelled')
     and not exists (select from outbox o where o.topic = 'request' and o.owner_id = r.id)) as "requests without a row",
  (select count(*)::int from outbox o where o.topic = 'request'
     and not exists (select from request r where r.id = o.owner_id)) as "rows without a request",
  (select count(*)::int from publication p
     where not exists (select from outbox o where o.topic = 'publication' and o.owner_id = p.id)) as "publications without a row",
  (select count(*)::int from outbox o where o.topic = 'publication'
     and not exists (select from publication p where p.id = o.owner_id)) as "rows without a publication",
  (select count(*)::int from application a
     where not exists (select from application_event e where e.application_id = a.id)) as "cases without a journal",
  (select count(*)::int from application a where (a.number is null) <> (a.registered_at is null)) as "half registered",
  (select count(*)::int from (select from request r join delivery d on d.request_id = r.id and d.status = 'accepted'
     and d.outcome ->> 'status' is distinct from 'interim' group by r.id having count(*) > 1) as twice) as "answered twice",
  (select count(*)::int from request r where r.status = 'answered'
     and not exists (select from delivery d where d.request_id = r.id and d.status = 'accepted')) as "answered by nothing"`;

/** At any moment, right after a crash as well. */
export async function expectWhole({ database }: Pick<TestServer, 'database'>): Promise<void> {
  const { rows } = await database.execute(halves);
  const found = Object.entries(rows[0] as Record<string, number>).filter(([, count]) => count !== 0);
  expect(found).toEqual([]);
}

/** Every row of a file has its content, every content is what its name says, the chains of the journal hold. */
export async function expectNothingBroken({ database, deps }: Pick<TestServer, 'database' | 'deps'>): Promise<void> {
  await expectWhole({ database });
  const kept = new Set<string>();
  for await (const { key } of deps.files.list()) {
    const hash = createHash('sha256');
    for await (const chunk of await deps.files.open(key)) hash.update(chunk);
    expect(hash.digest('hex')).toBe(key);
    kept.add(key);
  }
  const { rows } = await database.execute('select storage_key as key from file');
  const named = rows as { key: string }[];
  expect(named.filter(({ key }) => !kept.has(key))).toEqual([]);
  expect(await database.asOwner((trx) => checkChains(trx, 10))).toMatchObject({ badRows: 0 });
}
