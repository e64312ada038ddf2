import {
  type Bus,
  type Connection,
  isProviderError,
  type JsonObject,
  type Plugin,
  ProviderError,
  type RequestKind,
  type RequestTypeDefinition,
  type Signer,
} from '@reglament/sdk';
import type { SecretBox } from '../secret-box.ts';
import { type OpenConnection, openCache } from './cache.ts';
import type { StoredConnection } from './connection.model.ts';
import { type EmulatedParts, emulatedSettings } from './emulated.ts';
import { type HostParts, notLent, openHost, type WayOut } from './host.ts';
import { kindOfType } from './plugin-kind.ts';
import { type PluginLog, withoutSecrets } from './plugin-log.ts';
import { findStored, listNeighbours } from './queries.ts';
import { besideBroken, routedBus } from './routed-bus.ts';

/** The plugins of this installation and the connections that are open in this process. */
export interface Connections {
  readonly plugins: readonly Plugin[];
  findPlugin(id: string): Plugin | undefined;
  /** What is asked by a type: a kind in the plugin's code, or one that the plugin makes of the type itself. */
  findKind(type: RequestTypeDefinition): RequestKind | undefined;
  /**
   * Works with the connection as it is set now. One that was changed is opened anew, and the former is closed when the
   * last work with it has ended. @throws ProviderError `never` when there is none, it is off or does not open
   */
  use<T>(id: string, work: (open: OpenConnection) => Promise<T>): Promise<T>;
  /** Of the body's first connection that signs and verifies. @throws ProviderError `never` when one does not open */
  findSigner(organisationId: string): Promise<Signer | undefined>;
  /** What comes over it is an emulator's: its own, or that of the bus it borrows. @throws ProviderError when that does not open */
  isMadeUp(stored: StoredConnection): Promise<boolean>;
  close(): Promise<void>;
}

export interface RegistryParts extends Omit<HostParts, 'lend' | 'tell'>, EmulatedParts {
  readonly plugins: readonly Plugin[];
  /** The way to an emulator: it leads nowhere but to this machine. */
  readonly within: WayOut;
  readonly pluginLog: PluginLog;
  /** Between bodies of this installation, for a body that has no connection of its own with a bus. */
  readonly localBus: (connection: StoredConnection) => Bus;
}

/** @throws see Connections.use */
export function openConnections(parts: RegistryParts): Connections {
  const findPlugin = (id: string) => parts.plugins.find((plugin) => plugin.id === id);
  const cache = openCache((stored) => connect({ ...parts, lend }, findPlugin(stored.plugin), stored), parts.log);
  const lend: HostParts['lend'] = {
    signer: async (stored) => {
      const signer = (await findLender(stored, 'signer'))?.connection.signer;
      if (signer === undefined) throw notLent('подпись', stored);
      return signer;
    },
    bus: async (stored) => {
      const local = parts.localBus(stored);
      try {
        return routedBus((await findLender(stored, 'bus'))?.connection.bus, local);
      } catch (error) {
        if (!isProviderError(error)) throw error;
        return besideBroken(local, error);
      }
    },
  };

  /** The neighbour that the settings name by its code, or the first that has the part. */
  async function findLender(stored: StoredConnection, part: 'signer' | 'bus'): Promise<Lender | undefined> {
    const named = stored.settings[part];
    for (const neighbour of await listNeighbours(parts.database, stored)) {
      if (typeof named === 'string' && named !== neighbour.code) continue;
      if (part === 'signer' && !isSameOwner(neighbour, stored)) continue;
      // One that itself needs the part would wait for this one.
      if (findPlugin(neighbour.plugin)?.needs?.includes(part)) continue;
      const connection = await cache.current(neighbour).opening;
      if (connection[part] !== undefined) return { connection, emulated: neighbour.emulated };
    }
    return undefined;
  }

  return {
    plugins: parts.plugins,
    findPlugin,
    findKind: (type) => findKind(findPlugin(type.plugin), type),
    use: async (id, work) => {
      const stored = await findStored(parts.database, id);
      if (!stored?.enabled) throw switchedOff();
      return cache.use(stored, work);
    },
    findSigner: async (organisationId) => {
      const organisation = { id: organisationId, code: '', title: '' };
      for (const stored of await listNeighbours(parts.database, { organisation })) {
        if (stored.organisation === null) continue;
        const { signer } = await cache.current(stored).opening;
        if (signer !== undefined) return signer;
      }
      return undefined;
    },
    isMadeUp: async (stored) => {
      if (stored.emulated) return true;
      const borrows = findPlugin(stored.plugin)?.needs?.includes('bus') ?? false;
      return borrows && (await findLender(stored, 'bus'))?.emulated === true;
    },
    close: cache.close,
  };
}

interface Lender {
  readonly connection: Connection;
  readonly emulated: boolean;
}

/** A key is its owner's: a body never signs by that of the installation, nor the installation by that of a body. */
function isSameOwner({ organisation: one }: StoredConnection, { organisation: other }: StoredConnection): boolean {
  return one?.id === other?.id;
}

const made = new WeakMap<RequestTypeDefinition, RequestKind>();

/** A published type never changes, and neither does the kind that is made of it. */
function findKind(plugin: Plugin | undefined, type: RequestTypeDefinition): RequestKind | undefined {
  const kind = made.get(type) ?? kindOfType(plugin, type);
  if (kind !== undefined && type.message !== undefined) made.set(type, kind);
  return kind;
}

async function connect(
  parts: HostParts & Pick<RegistryParts, 'box' | 'pluginLog' | 'emulators' | 'within'>,
  plugin: Plugin | undefined,
  stored: StoredConnection,
): Promise<Connection> {
  if (plugin === undefined) {
    const text = `Модуль «${stored.plugin}» не установлен: добавьте его в PLUGINS или отключите подключение.`;
    throw new ProviderError('noPlugin', text, { retry: 'never' });
  }
  const secrets = stored.emulated ? {} : openSecrets(parts.box, stored);
  const settings = stored.emulated ? emulatedSettings(parts, stored) : { ...stored.settings, ...secrets };
  const tell: HostParts['tell'] = (event, facts) => {
    const seen = withoutSecrets(facts, secrets);
    parts.pluginLog.add(stored.id, { at: parts.clock(), event, facts: seen });
    return seen;
  };
  const way = stored.emulated ? parts.within : {};
  return plugin.connect(openHost({ ...parts, ...way, tell }, stored, settings));
}

export function openSecrets(box: SecretBox, { id, secrets }: Pick<StoredConnection, 'id' | 'secrets'>): JsonObject {
  if (secrets === null) return {};
  try {
    return JSON.parse(box.open(secrets, id));
  } catch (error) {
    const text = 'Секреты подключения не читаются: SECRET_KEY другой. Введите их заново.';
    throw new ProviderError('secretsUnreadable', text, { retry: 'never', cause: error });
  }
}

function switchedOff(): ProviderError {
  return new ProviderError('switchedOff', 'Подключение выключено. Включите его или выберите другое.', {
    retry: 'never',
  });
}
