import type { Emulator, EmulatorOptions } from '@reglament/sdk';
import { type Exchange, type OtherSide, openOtherSide } from '@reglament/sdk/emulator';
import type { Smev3Config } from '../config.ts';
import { validateTransport } from '../schemas/validate-transport.ts';
import { type BodiesOptions, createBodies } from './bodies.ts';
import { createFileStorage } from './file-storage.ts';
import { fileRequest, readFiledMessage } from './filed-request.ts';
import { openFtpServer } from './ftp-server.ts';
import { readInformationTypes } from './information-type.ts';
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

/** Shipped: of the emulator itself, and of the types that this plugin brings. */
const shippedTypes = [new URL('./types/', import.meta.url), new URL('../types/', import.meta.url)];

/** A node of СМЭВ 3 on 127.0.0.1, with providers that answer by scenario; its file storage stands on the next port. */
export async function openEmulator(options: SmevNodeOptions): Promise<Emulator<Smev3Config>> {
  const held = createNodeState(options);
  const ftp = await openFtpServer(held.storage, options.port === undefined ? 0 : options.port + 1);
  const side: OtherSide = await openOtherSide(options, (exchange: Exchange, here) =>
    handleCall({ ...held, side: here }, exchange),
  ).catch(async (error: unknown) => {
    await ftp.close();
    throw error;
  });
  const node: Node = { ...held, side };
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
    file: async (message) => fileRequest(node, readFiledMessage(message), side.next()),
    waiting: held.mailbox.waiting,
    async close() {
      await Promise.all([side.close(), ftp.close()]);
    },
  };
}

function createNodeState({
  now,
  redeliverAfter,
  registered,
  routes = {},
  typeFolders = [],
  schemaFolder,
}: SmevNodeOptions) {
  return {
    now,
    newId: createUuidMaker(now),
    bodies: createBodies(registered ? { registered } : {}),
    mailbox: createMailbox({ now, ...(redeliverAfter === undefined ? {} : { redeliverAfter }) }),
    types: [...shippedTypes, ...typeFolders].flatMap(readInformationTypes),
    checkTransport: (xml: string, version: Version) => validateTransport(xml, version, schemaFolder),
    requests: new Map(),
    taken: new Set<string>(),
    keys: { smev: readTestKey('smev'), provider: readTestKey('provider') },
    routes: new Map(Object.entries(routes)),
    recipients: new Map<string, string>(),
    statuses: new Map(),
    storage: createFileStorage(),
  } satisfies Omit<Node, 'side'>;
}
