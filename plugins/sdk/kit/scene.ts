import assert from 'node:assert/strict';
import type { Connection, Emulator, Plugin } from '../src/index.ts';
import { createKitClock, type KitClock } from './kit-clock.ts';
import { type KitDoor, openKitDoor } from './kit-door.ts';
import type { KitGround } from './kit-ground.ts';
import { type KitHost, openKitHost } from './kit-host.ts';
import type { KitSamples } from './kit-samples.ts';
import type { KitStore } from './kit-store.ts';
import { isPeer, openPeer, type Peer } from './peer.ts';
import { typeOfRequest } from './sample-messages.ts';
import { soon } from './soon.ts';
import { toySigner } from './toy-signer.ts';

/** A plugin under test, with what the kit must be told. */
export interface Subject {
  readonly plugin: Plugin;
  readonly samples: KitSamples;
  readonly ground: KitGround;
}

/** A connection in a process of its own. */
export interface Joined extends KitHost<unknown> {
  readonly connection: Connection;
}

/** The other side and the database; processes of the platform come and go. */
export interface Scene extends Subject {
  readonly emulator: Emulator;
  readonly clock: KitClock;
  readonly store: KitStore;
  /** Another process over the same database, or over the one that is given. */
  join(options?: { readonly store?: KitStore; readonly timeLimit?: number }): Promise<Joined>;
}

/** What the other side has done, by the ids of the platform. */
export function doneBy({ emulator, store }: Pick<Scene, 'emulator' | 'store'>): string[] {
  return emulator.effects.map(({ id }) => store.ownerOf(id) ?? id);
}

/** Milliseconds that a call to the other side may take where a case waits for the limit itself. */
export const shortLimit = 250;

/** Opens the emulator, does the work, closes all that was opened. */
export async function withScene(subject: Subject, work: (scene: Scene) => Promise<void>): Promise<void> {
  const clock = createKitClock();
  const peer = isPeer(subject) ? await openPeer(subject, clock) : undefined;
  const emulator = peer?.emulator ?? (await subject.plugin.emulator?.({ now: clock.now }));
  assert.ok(emulator, 'У модуля нет эмулятора: без другой стороны обмен не проверить');
  const store = subject.ground.openStore();
  const opened: Joined[] = [];
  const door = subject.samples.called === undefined ? undefined : await openKitDoor();
  // Where nothing is open but a promise that a case waits for, Node would end.
  const alive = setInterval(() => undefined, 1_000);
  const scene: Scene = {
    ...subject,
    emulator,
    clock,
    store,
    async join({ store: other = store, timeLimit } = {}) {
      const joined = await joinHost(subject, {
        config: emulator.config,
        clock,
        store: other,
        node: `kit-${opened.length + 1}`,
        ...(timeLimit === undefined ? {} : { timeLimit }),
        emulator,
        ...(peer ? { peer } : {}),
        ...(door ? { door } : {}),
      });
      opened.push(joined);
      return joined;
    },
  };
  try {
    await work(scene);
  } finally {
    clearInterval(alive);
    for (const { connection, crash } of opened) {
      // A dead process closes nothing; what is left of a call must not hold the next case.
      crash();
      await Promise.race([connection.close?.(), soon(shortLimit)]);
    }
    await Promise.race([emulator.close(), soon(shortLimit)]);
    await door?.close();
  }
}

export interface JoinOptions {
  readonly config: unknown;
  readonly clock: KitClock;
  readonly store: KitStore;
  readonly node: string;
  readonly timeLimit?: number;
  readonly peer?: Peer;
  readonly emulator?: Emulator;
  readonly door?: KitDoor;
}

export async function joinHost(
  { plugin, samples, ground }: Subject,
  { clock, peer, emulator, door, ...options }: JoinOptions,
): Promise<Joined> {
  const kitHost = openKitHost<unknown>({
    ...options,
    ground,
    now: clock.now,
    requestType: typeOfRequest,
    ...(door ? { callAddress: door.addressOf } : {}),
    ...(plugin.scope === 'installation' ? { body: null } : {}),
    ...(samples.services ? { services: samples.services } : {}),
    lends: {
      signer: async () => toySigner,
      ...(peer ? { bus: async () => peer.bus.ours } : {}),
      ...samples.lends,
      ...(emulator && samples.lendsOver?.(emulator)),
    },
  });
  const alone = await plugin.connect(kitHost.host);
  const connection = door === undefined ? alone : door.through(alone, () => emulator?.waiting() ?? 0);
  return Object.defineProperties({ connection } as Joined, Object.getOwnPropertyDescriptors(kitHost));
}
