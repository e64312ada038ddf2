import type { Emulator, EmulatorOptions } from '@reglament/sdk';
import { type Exchange, type OtherSide, openOtherSide } from '@reglament/sdk/emulator';
import type { Smev3Config } from '../config.ts';
import { createBodies } from './bodies.ts';
import { readInformationType } from './information-type.ts';
import { createMailbox } from './mailbox.ts';
import type { Node } from './node.ts';
import { handleCall } from './service.ts';
import { readTestKey } from './test-key.ts';
import { createUuidMaker } from './uuid-v1.ts';

/** A node of СМЭВ 3 on 127.0.0.1, with providers that answer by scenario. */
export async function openEmulator(options: EmulatorOptions): Promise<Emulator<Smev3Config>> {
  const { now } = options;
  const mailbox = createMailbox({ now });
  const keys = { smev: readTestKey('smev'), provider: readTestKey('provider') };
  const held = {
    now,
    newId: createUuidMaker(now),
    bodies: createBodies({}),
    mailbox,
    types: [readInformationType(new URL('./types/echo/', import.meta.url))],
    requests: new Map(),
    taken: new Set<string>(),
    keys,
    routes: new Map<string, string>(),
  } satisfies Omit<Node, 'side'>;
  const side: OtherSide = await openOtherSide(options, (exchange: Exchange, here) =>
    handleCall({ ...held, side: here }, exchange),
  );
  return {
    config: { version: '1.2', url: `${side.url}/ws`, smevCertificates: keys.smev.certificatePem },
    play: side.play,
    effects: side.effects,
    waiting: mailbox.waiting,
    close: side.close,
  };
}
