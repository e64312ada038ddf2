import type { Identity } from '@reglament/sdk';
import type { OpenConnection } from '../connection/cache.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { findHint, type InstallationConnection, listInstallationConnections } from './queries.ts';

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

/** A sealed hint opens only with its session. */
export function hintPlace(session: Buffer): string {
  return `sign-out ${session.toString('hex')}`;
}

/** By what a session began, when it was not by a password. */
export async function viewOrigin(deps: Deps, { identityConnectionId: id }: Pick<Session, 'identityConnectionId'>) {
  if (id === undefined) return null;
  const found = (await listInstallationConnections(deps.database)).find((one) => one.id === id);
  return { connection: id, title: found?.title ?? '' };
}

/** Where to sign out at the other place too, asked before the session ends; null: nowhere, or that is not known now. */
export async function placeToLeave(deps: Deps, { id, identityConnectionId }: Session): Promise<string | null> {
  if (identityConnectionId === undefined) return null;
  try {
    const session = Buffer.from(id, 'hex');
    const sealed = await deps.database.asOwner((trx) => findHint(trx, session));
    const options = {
      redirectUri: `${deps.config.publicUrl}/login`,
      ...(sealed === null ? {} : { hint: deps.secrets.open(sealed, hintPlace(session)) }),
    };
    return await withWay(deps, identityConnectionId, ({ logoutUrl }) => logoutUrl?.(options) ?? null);
  } catch (error) {
    deps.log.warn({ err: error, connection: identityConnectionId }, 'the way to sign out is not known');
    return null;
  }
}
