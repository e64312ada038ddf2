import { editConnection } from '../../core/src/connection/commands.ts';
import { browserAuthority } from './cades-plugin.ts';
import type { TestServer } from './server.ts';

/** The body's signature connection verifies what the browser of the tests signs; `demonstration`: with a key of its own. */
export async function trustBrowserAuthority(
  server: TestServer,
  place: 'none' | 'demonstration',
  authorities = browserAuthority,
): Promise<void> {
  const { rows } = await server.database.execute(
    `select c.id, c.version from connection c join organisation o on o.id = c.organisation_id
     where o.code = 'arch' and c.plugin = 'gost-signature'`,
  );
  const [{ id, version }] = rows as [{ id: string; version: number }];
  const settings = { place, authorities };
  await editConnection(server.deps, id, { version, title: 'Подпись', settings, enabled: true });
}
