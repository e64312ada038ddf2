import type { Identity } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { type InstallationConnection, listInstallationConnections } from './queries.ts';

/** Ways to sign in besides a password: connections of the installation that can tell who somebody is. */
export async function listWays(deps: Deps): Promise<InstallationConnection[]> {
  const ways: InstallationConnection[] = [];
  for (const found of await listInstallationConnections(deps.database)) {
    if (found.enabled && (await identifies(deps, found.id))) ways.push(found);
  }
  return ways;
}

/** One that does not open is none: the password is a way still, and the administrator sees what is wrong. */
async function identifies({ connections, log }: Deps, id: string): Promise<boolean> {
  try {
    return await connections.use(id, async ({ connection }) => connection.identity !== undefined);
  } catch (error) {
    log.warn({ err: error, connection: id }, 'way to sign in does not open');
    return false;
  }
}

/** @throws Refusal notFound; ProviderError */
export async function withWay<T>(
  { connections }: Pick<Deps, 'connections'>,
  id: string,
  work: (identity: Identity) => Promise<T> | T,
): Promise<T> {
  return connections.use(id, async ({ stored, connection }: OpenConnection) => {
    if (stored.organisation !== null || connection.identity === undefined) throw noWay();
    return work(connection.identity);
  });
}

export function noWay(): Refusal {
  return new Refusal('notFound', 'Такого способа входа нет. Обновите страницу.');
}

/** By what a session began, when it was not by a password. */
export async function viewOrigin(deps: Deps, { identityConnectionId: id }: Pick<Session, 'identityConnectionId'>) {
  if (id === undefined) return null;
  const found = (await listInstallationConnections(deps.database)).find((one) => one.id === id);
  return { connection: id, title: found?.title ?? '', logoutUrl: (await logoutUrlOf(deps, id)) ?? null };
}

/** Where to sign out at the other place too; undefined: that is not known now. */
async function logoutUrlOf(deps: Deps, connectionId: string): Promise<string | undefined> {
  try {
    return await withWay(deps, connectionId, ({ logoutUrl }) =>
      logoutUrl?.({ redirectUri: `${deps.config.publicUrl}/login` }),
    );
  } catch (error) {
    deps.log.warn({ err: error, connection: connectionId }, 'the way to sign out is not known');
    return undefined;
  }
}
