import type { Transaction } from '../../db.ts';
import type { Furniture } from '../queries.ts';
import type { StandRole } from './staff.ts';

/** As the owner of an empty stand: rows of the installation under their own ids, so that what names them finds them. */
export async function insertFurniture(trx: Transaction, furniture: Furniture, service: string): Promise<void> {
  const { organisation, departments, versions } = furniture;
  await trx.raw('insert into organisation select * from jsonb_populate_record(null::organisation, ?::jsonb)', [
    JSON.stringify(organisation),
  ]);
  // What is tried out may be a service that the body does not offer yet.
  await trx.raw(
    'update organisation set services = array_append(services, ?) where services is not null and not ? = any(services)',
    [service, service],
  );
  await trx.raw('insert into department select * from jsonb_populate_recordset(null::department, ?::jsonb)', [
    JSON.stringify(departments),
  ]);
  for (const { text, frozen, ...version } of versions) {
    await trx('definition_version').insert({ ...version, text, content: text, frozen: JSON.stringify(frozen) });
  }
}

export async function insertRoles(trx: Transaction, roles: readonly StandRole[]): Promise<void> {
  await trx('role').insert(
    roles.map(({ code, title, functions, permissions }) => ({
      ...{ code, title },
      functions: [...functions],
      permissions: [...permissions],
    })),
  );
}

/** Nobody there is new. */
export async function markToured(trx: Transaction, now: Date): Promise<void> {
  await trx.raw('insert into user_preference (user_id, toured_at) select id, ? from user_account', [now]);
}

export interface Seat {
  /** Of the tester's own session: the cookie is the same. */
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly now: Date;
}

/** As the first of the staff, unless they have chosen somebody already. */
export async function takeSeat(trx: Transaction, { sessionId, expiresAt, now }: Seat): Promise<void> {
  await trx.raw(
    `insert into session (id, user_id, organisation_id, created_at, last_seen_at, expires_at, address, user_agent)
     select decode(:sessionId, 'hex'), u.id, m.organisation_id, :now, :now, :expiresAt, '', ''
     from user_account u join membership m on m.user_id = u.id
     where not exists (select from session where id = decode(:sessionId, 'hex') and expires_at > :now)
     order by length(u.login), u.login limit 1
     on conflict (id) do update set expires_at = excluded.expires_at`,
    { sessionId, expiresAt, now },
  );
}

/** False: there is no such person there. */
export async function changeSeat(trx: Transaction, sessionId: string, userId: string): Promise<boolean> {
  const { rowCount } = await trx.raw(
    `update session set user_id = u.id from user_account u where session.id = decode(:sessionId, 'hex') and u.id = :userId`,
    { sessionId, userId },
  );
  return rowCount === 1;
}

/** Whoever may still come is let in again at once. */
export async function clearSeats(trx: Transaction): Promise<void> {
  await trx('session').delete();
}
