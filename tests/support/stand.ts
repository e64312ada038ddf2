import type { Database } from '../../core/src/db.ts';
import type { Client } from './http-client.ts';

/** Rows of every table but those that tell what administrators and sign-ins did. */
export async function countRows(database: Database): Promise<Record<string, number>> {
  const { rows } = await database.execute(
    `select relname as name, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I', relname), false, true, '')))[1]::text::int as count
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  const own = ['session', 'login_attempt', 'admin_event', 'access_log'];
  return Object.fromEntries(
    (rows as { name: string; count: number }[])
      .filter(({ name }) => !own.includes(name))
      .map(({ name, count }) => [name, count]),
  );
}

/** The same person in a tab of the stand. */
export const clientOnStand = (client: Client, runId: string): Client => ({
  ...client,
  get: (path, options) => client.get(`/test/${runId}${path}`, options),
  post: (path, body, options) => client.post(`/test/${runId}${path}`, body, options),
  put: (path, body, options) => client.put(`/test/${runId}${path}`, body, options),
  patch: (path, body, options) => client.patch(`/test/${runId}${path}`, body, options),
  delete: (path, options) => client.delete(`/test/${runId}${path}`, options),
  send: (method, path, options) => client.send(method, `/test/${runId}${path}`, options),
});
