import type { Transaction } from '../../db.ts';

export interface Staff {
  readonly id: string;
  readonly name: string;
  /** Title of their role. */
  readonly role: string;
  readonly seated: boolean;
}

/** Everybody of the stand, and as whom this session acts. */
export async function listStaff(trx: Transaction, sessionId: string): Promise<Staff[]> {
  const { rows } = await trx.raw(
    `select u.id, concat_ws(' ', u.surname, u.name) as name, string_agg(role.title, ', ') as role,
       exists (select from session s where s.id = decode(?, 'hex') and s.user_id = u.id) as seated
     from user_account u join user_role held on held.user_id = u.id join role on role.id = held.role_id
     group by u.id order by length(u.login), u.login`,
    [sessionId],
  );
  return rows;
}

/** What is there that goes with the stand. */
export interface Contents {
  readonly applications: number;
  readonly applicants: number;
  readonly requests: number;
  readonly decisions: number;
  readonly files: number;
}

export async function countContents(trx: Transaction): Promise<Contents> {
  const { rows } = await trx.raw(
    `select (select count(*)::int from application) as applications, (select count(*)::int from applicant) as applicants,
       (select count(*)::int from request) as requests, (select count(*)::int from decision) as decisions,
       (select count(*)::int from file) as files`,
  );
  return rows[0];
}

/** The one body of a stand. */
export async function getBody(trx: Transaction): Promise<{ readonly id: string; readonly code: string }> {
  const body = await trx('organisation').first('id', 'code');
  if (body === undefined) throw new Error('a stand without a body');
  return body;
}
