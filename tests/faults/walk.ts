import type { Emulator, Plugin } from '@reglament/sdk';
import { expect } from 'vitest';
import { type Tuning, usualTuning } from '../../core/src/exchange/tuning.ts';
import { openBalancer } from '../support/balancer.ts';
import type { TestServer } from '../support/server.ts';
import { openChance, size } from './chance.ts';
import { startVictim, type Victim } from './victim.ts';
import { expectWhole } from './wholeness.ts';

const tuning: Tuning = {
  ...usualTuning,
  ...{ pollShortest: 20, pollLongest: 50, leaseSeconds: 5 },
  patience: { first: 20, longest: 50, most: 1_000 },
  breaker: { failures: 1_000_000, pause: 100, longest: 100 },
};

/** Hundreds of processes begin and end here, on a machine that may be busy with other things. */
export const longRun = { timeout: size(600_000, 1_800_000) };

/** Another system, at an address that leads through whichever process lives. */
interface Door {
  readonly emulator: Emulator;
  readonly url: string;
  /** Where the address leads to now. */
  readonly behind: number[];
  close(): Promise<void>;
}

export interface Walk<Case> {
  /** What is there before, laid out by a process that lives; whatever `at` does for it is not counted. */
  readonly lay: (number: number, at: Victim) => Promise<Case>;
  /** What is done until all is done: looks first what there is, since one who got no answer cannot know. */
  readonly go: (at: Victim, one: Case) => Promise<void>;
  /** Takes work of the queues as well. */
  readonly works?: true;
  /** Words between one end and the next. */
  readonly stride?: number;
}

/** Processes of one installation that end, one after another, at each word they say. */
export interface Walker {
  /** The other side, reached through whichever process lives. */
  open(emulator: Emulator): Promise<Door>;
  /** Ends a process after its first word, another after its second, and so on, until one gets through; gives how many ended. */
  endEverywhere<Case>(walk: Walk<Case>): Promise<number>;
  /** Takes away the process that lives. */
  bury(): Promise<void>;
  close(): Promise<void>;
}

export function openWalker(server: TestServer, plugins: readonly Plugin[]): Walker {
  const chance = openChance();
  const doors: Door[] = [];
  let victim: Victim | undefined;

  async function start(works: true | undefined): Promise<Victim> {
    const through = async (way: Victim['life']['way']) => {
      for (const { emulator, behind } of doors) {
        behind[0] = Number(new URL(await way((emulator.config as { url: string }).url)).port);
      }
    };
    victim = await startVictim(works ? { server, plugins, tuning, through } : { server, plugins });
    return victim;
  }

  return {
    async open(emulator) {
      const behind: number[] = [];
      const front = await openBalancer(behind);
      const close = async () => void (await Promise.all([front.close(), emulator.close()]));
      const url = new URL((emulator.config as { url: string }).url);
      url.host = new URL(front.url).host;
      const door = { emulator, url: url.href, behind, close };
      doors.push(door);
      return door;
    },
    async endEverywhere({ lay, go, works, stride = 1 }) {
      let at = await start(works);
      let ended = 0;
      for (let words = 1 + Math.floor(chance() * stride); ; words += stride) {
        const one = await lay(words, at);
        at.life.endAfter(words);
        const outcome = await Promise.race([
          go(at, one).catch((error: unknown) => error),
          at.life.over.then(() => 'over'),
        ]);
        if (!at.life.isOver()) {
          expect(outcome).toBeUndefined();
          return ended;
        }
        ended += 1;
        await at.bury();
        await expectWhole(server);
        await passLeases(server);
        at = await start(works);
        await go(at, one);
        await expectWhole(server);
      }
    },
    bury: async () => void (await victim?.bury()),
    close: async () => void (await Promise.all(doors.map((door) => door.close()))),
  };
}

/** The leases of the dead run out; to wait for each of them would take an hour. */
async function passLeases({ database }: TestServer): Promise<void> {
  const now = 'clock_timestamp()';
  await database.execute(`update outbox set lease_until = ${now} where lease_until > ${now}`);
  await database.execute(`update connection set poll_lease_until = ${now} where poll_lease_until > ${now}`);
}
