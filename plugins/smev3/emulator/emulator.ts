import { join } from 'node:path';
import type { Emulator, EmulatorOptions } from '@reglament/sdk';
import { type Exchange, type OtherSide, openOtherSide } from '@reglament/sdk/emulator';
import type { Smev3Config } from '../config.ts';
import { validateTransport } from '../schemas/validate-transport.ts';
import { type BodiesOptions, createBodies } from './bodies.ts';
import { describedTypes } from './described-type.ts';
import { exchangedTypes } from './exchanged-type.ts';
import { createFileStorage } from './file-storage.ts';
import { fileRequest, readFiledMessage } from './filed-request.ts';
import { openFtpServer } from './ftp-server.ts';
import { readInformationTypes } from './information-type.ts';
import { type KeptState, layAgain, readState, stateOf, writeState } from './kept-state.ts';
import { createMailbox } from './mailbox.ts';
import type { Node } from './node.ts';
import { handleCall } from './service.ts';
import { checkScenario } from './special.ts';
import { readTestKey } from './test-key.ts';
import { createUuidMaker } from './uuid-v1.ts';
import type { Version } from './version.ts';

export interface SmevNodeOptions extends EmulatorOptions, BodiesOptions {
  /** Seconds until a message that nobody acknowledged is handed out again; absent: at once, after all the others. */
  readonly redeliverAfter?: number;
  /** Which body answers a type: ОГРН by namespace; the others are answered by the emulator. */
  readonly routes?: Readonly<Record<string, string>>;
  /** Folder of the official transport schemas (in it 1.1, 1.2, 1.3); absent: those of this plugin. */
  readonly schemaFolder?: string;
  /** Folders with folders of information types, besides those that are shipped. */
  readonly typeFolders?: readonly URL[];
}

const STATE = 'node.state';

/** Shipped: of the emulator itself, and of the types that this plugin brings. */
const shippedTypes = [new URL('./types/', import.meta.url), new URL('../types/', import.meta.url)];

/** A node of СМЭВ 3 on 127.0.0.1, with providers that answer by scenario; its file storage stands on the next port. */
export async function openEmulator(options: SmevNodeOptions): Promise<Emulator<Smev3Config>> {
  const file = options.folder === undefined ? undefined : join(options.folder, STATE);
  const former = file === undefined ? undefined : readState(file);
  const held = createNodeState(options, { former, onWrite: () => keep() });
  let kept = '';
  /** Before anybody hears that something was taken. */
  const keep = () => {
    const { mailbox, taken, storage, requests } = held;
    const now = [mailbox.revision(), taken.size, storage.folders.size, requests.size].join();
    if (file === undefined || now === kept) return;
    writeState(file, stateOf(held));
    kept = now;
  };
  const ftp = await openFtpServer(held.storage, options.port === undefined ? 0 : options.port + 1);
  const known = former?.taken ?? [];
  const side: OtherSide = await openOtherSide({ ...options, known }, (exchange: Exchange, here) =>
    handleCall({ ...held, side: here }, keptBefore(exchange, keep)),
  ).catch(async (error: unknown) => {
    await ftp.close();
    throw error;
  });
  const node: Node = { ...held, side };
  if (former !== undefined) layAgain(node, former);
  return {
    config: {
      version: '1.2',
      url: `${side.url}/ws`,
      ftpHost: '127.0.0.1',
      ftpPort: ftp.port,
      ftpUser: held.storage.uploader.user,
      ftpPassword: held.storage.uploader.password,
      smevCertificates: held.keys.smev.certificatePem,
    },
    play(...scenarios) {
      for (const scenario of scenarios) checkScenario(scenario);
      side.play(...scenarios);
    },
    effects: side.effects,
    file: async (message) => {
      fileRequest(node, readFiledMessage(message), side.next());
      keep();
    },
    waiting: held.mailbox.waiting,
    async close() {
      await Promise.all([side.close(), ftp.close()]);
      keep();
    },
  };
}

/** An answer, or its loss, comes after what was done is kept. */
function keptBefore(exchange: Exchange, keep: () => void): Exchange {
  return {
    ...exchange,
    answer: (...given) => {
      keep();
      exchange.answer(...given);
    },
    reset: () => {
      keep();
      exchange.reset();
    },
  };
}

interface Memory {
  readonly former: KeptState | undefined;
  readonly onWrite: () => void;
}

function createNodeState(options: SmevNodeOptions, { former, onWrite }: Memory) {
  const { now, redeliverAfter, registered, routes = {}, typeFolders = [], schemaFolder, types, exchange } = options;
  return {
    now,
    newId: createUuidMaker(now),
    bodies: createBodies({
      ...(registered ? { registered } : {}),
      ...(former ? { met: former.bodies } : {}),
      ...(exchange ? { participants: () => exchange().participants } : {}),
    }),
    mailbox: createMailbox({ now, ...(redeliverAfter === undefined ? {} : { redeliverAfter }) }),
    types: [...shippedTypes, ...typeFolders].flatMap(readInformationTypes),
    described: describedTypes(types),
    exchanged: exchangedTypes(exchange),
    checkTransport: (xml: string, version: Version) => validateTransport(xml, version, schemaFolder),
    requests: new Map(),
    taken: new Set<string>(former?.taken),
    keys: { smev: readTestKey('smev'), provider: readTestKey('provider') },
    routes: new Map(Object.entries(routes)),
    recipients: new Map<string, string>(),
    statuses: new Map(),
    storage: createFileStorage({ folders: former?.folders, onWrite }),
  } satisfies Omit<Node, 'side'>;
}
