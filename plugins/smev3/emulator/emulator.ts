import type { Emulator, EmulatorOptions } from '@reglament/sdk';
import { type Exchange, type OtherSide, openOtherSide } from '@reglament/sdk/emulator';
import type { Smev3Config } from '../config.ts';
import { type BodiesOptions, createBodies } from './bodies.ts';
import { createFileStorage } from './file-storage.ts';
import { fileRequest, readFiledMessage } from './filed-request.ts';
import { openFtpServer } from './ftp-server.ts';
import { readInformationType } from './information-type.ts';
import { createMailbox } from './mailbox.ts';
import type { Node } from './node.ts';
import { handleCall } from './service.ts';
import { readTestKey } from './test-key.ts';
import { createUuidMaker } from './uuid-v1.ts';

export interface SmevNodeOptions extends EmulatorOptions, BodiesOptions {
  /** Seconds until a message that nobody acknowledged is handed out again; absent: at once, after all the others. */
  readonly redeliverAfter?: number;
  /** Which body answers a type: ОГРН by namespace; the others are answered by the emulator. */
  readonly routes?: Readonly<Record<string, string>>;
}

/** A node of СМЭВ 3 on 127.0.0.1, with providers that answer by scenario. */
export async function openEmulator(options: SmevNodeOptions): Promise<Emulator<Smev3Config>> {
  const { now } = options;
  const { redeliverAfter, registered, routes = {} } = options;
  const mailbox = createMailbox({ now, ...(redeliverAfter === undefined ? {} : { redeliverAfter }) });
  const keys = { smev: readTestKey('smev'), provider: readTestKey('provider') };
  const held = {
    now,
    newId: createUuidMaker(now),
    bodies: createBodies(registered ? { registered } : {}),
    mailbox,
    types: [readInformationType(new URL('./types/echo/', import.meta.url))],
    requests: new Map(),
    taken: new Set<string>(),
    keys,
    routes: new Map(Object.entries(routes)),
    recipients: new Map<string, string>(),
    statuses: new Map(),
    storage: createFileStorage(),
  } satisfies Omit<Node, 'side'>;
  const ftp = await openFtpServer(held.storage);
  const side: OtherSide = await openOtherSide(options, (exchange: Exchange, here) =>
    handleCall({ ...held, side: here }, exchange),
  );
  const node: Node = { ...held, side };
  const { user, password } = held.storage.uploader;
  return {
    config: {
      version: '1.2',
      url: `${side.url}/ws`,
      ftpHost: '127.0.0.1',
      ftpPort: ftp.port,
      ftpUser: user,
      ftpPassword: password,
      smevCertificates: keys.smev.certificatePem,
    },
    play: side.play,
    effects: side.effects,
    file: async (message) => fileRequest(node, readFiledMessage(message), side.next()),
    waiting: mailbox.waiting,
    async close() {
      await Promise.all([side.close(), ftp.close()]);
    },
  };
}
