import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { checkEmulator, checkSettings, getConnection, getPlugin, noConnection } from './commands.ts';
import type { ConnectionRecord } from './connection.model.ts';
import { findConnection, findStored } from './queries.ts';
import { openSecrets } from './registry.ts';
import { updateConnection } from './rows.ts';

export interface EmulatorSwitch {
  readonly version: number;
  readonly emulated: boolean;
  /** Id of who does it. */
  readonly by: string;
  /** Body whose journal tells of it, where the connection is of none. */
  readonly toldIn: string;
}

/**
 * Leads the connection to the emulator of its plugin, or back to where its own settings lead; these stay as they are, and
 * to go back they must be whole. @throws Refusal stateConflict, invalidAnswers, versionConflict
 */
export async function switchEmulator(
  deps: Deps,
  id: string,
  { version, emulated, by, toldIn }: EmulatorSwitch,
): Promise<ConnectionRecord> {
  const stored = await findStored(deps.database, id);
  if (stored === undefined) throw noConnection();
  const plugin = getPlugin(deps, stored.plugin);
  if (emulated) checkEmulator(deps, plugin);
  else checkSettings(plugin, { ...stored.settings, ...openSecrets(deps.secrets, stored) }, true);
  const now = deps.clock();
  return deps.database.asOwner(async (trx) => {
    const { title, enabled } = getConnection(await findConnection(trx, id));
    const change = { title, enabled, settings: stored.settings, secrets: stored.secrets, emulated };
    if (!(await updateConnection(trx, { id, version, now }, change))) {
      throw new Refusal('versionConflict', 'Подключение изменил другой администратор. Обновите страницу.');
    }
    if (stored.emulated !== emulated) {
      await appendAdminEvent(trx, {
        ...{ type: emulated ? 'connection.emulated' : 'connection.real', actorId: by, at: now },
        organisationId: stored.organisation?.id ?? toldIn,
        ...{ subject: { kind: 'connection', id }, payload: { code: stored.code, title } },
      });
    }
    return getConnection(await findConnection(trx, id));
  });
}
