import type { Emulator, Plugin } from '@reglament/sdk';
import { expect } from 'vitest';
import { type Tuning, usualTuning } from '../../core/src/exchange/tuning.ts';
import { openJobs } from '../../core/src/jobs.ts';
import { createLog } from '../../core/src/log.ts';
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
  /** Takes work of the queues as well: of all of them, or jobs alone, when no other system has a part in it. */
  readonly works?: 'everything' | 'jobs';
  /** Words between one end and the next. */
  readonly stride?: number;
}

type Works = NonNullable<Walk<unknown>['works']>;

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
  const watch = openJobs(server.deps.database, createLog('silent'));
  let watching: Promise<void> | undefined;
  let victim: Victim | undefined;

  async function start(works: Works | undefined): Promise<Victim> {
    const through = async (way: Victim['life']['way']) => {
      for (const { emulator, behind } of doors) {
        behind[0] = Number(new URL(await way((emulator.config as { url: string }).url)).port);
      }
    };
    const tuned = works === 'everything' ? { tuning } : {};
    victim = await startVictim({ server, plugins, ...(works && { works, through }), ...tuned });
    return victim;
  }

  /** As a living process would, a while later. */
  async function findJobsOfTheDead(): Promise<void> {
    watching ??= watch.start();
    await watching;
    await silenceJobs(server);
    await watch.inspect();
    await server.database.execute(`update pgboss.job set start_after = now() where state = 'retry'`);
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
        if (works === 'jobs') await findJobsOfTheDead();
        at = await start(works);
        await go(at, one);
        await expectWhole(server);
      }
    },
    bury: async () => void (await victim?.bury()),
    async close() {
      if (watching !== undefined) await watch.stop();
      await Promise.all(doors.map((door) => door.close()));
    },
  };
}

/** The leases of the dead run out; to wait for each of them would take an hour. */
async function passLeases({ database }: TestServer): Promise<void> {
  const now = 'clock_timestamp()';
  await database.execute(`update outbox set lease_until = ${now} where lease_until > ${now}`);
  await database.execute(`update connection set poll_lease_until = ${now} where poll_lease_until > ${now}`);
}

/** The heart of whatever was being done is silent for long, and it is time to look at every queue. */
async function silenceJobs({ database }: TestServer): Promise<void> {
  await database.execute(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`);
  await database.execute('update pgboss.queue set monitor_claim_on = null');
}
