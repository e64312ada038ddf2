import assert from 'node:assert/strict';
import type { Connection, Plugin } from '../src/index.ts';
import { busCases } from './bus-cases.ts';
import { checkCases } from './check-cases.ts';
import { draftCases } from './draft-cases.ts';
import { emulatorCases } from './emulator-cases.ts';
import { patience } from './expecting.ts';
import { identityCases } from './identity-cases.ts';
import { inboxCases } from './inbox-cases.ts';
import type { KitCase } from './kit-case.ts';
import { createKitClock } from './kit-clock.ts';
import { type KitGround, ownGround } from './kit-ground.ts';
import type { KitSamples } from './kit-samples.ts';
import { notifierCases } from './notifier-cases.ts';
import { isPeer } from './peer.ts';
import { prepareCases } from './prepare-cases.ts';
import { publishCases } from './publish-cases.ts';
import { requestOf } from './question.ts';
import { requestCases } from './request-cases.ts';
import { joinHost, type Subject, withScene } from './scene.ts';
import { signerCases, type WithSigner } from './signer-cases.ts';
import { staticCases } from './static-cases.ts';

const parts = [
  'prepare',
  'send',
  'receive',
  'read',
  'called',
  'inbox',
  'reply',
  'publish',
  'signer',
  'identity',
  'bus',
  'notifier',
  'check',
] as const satisfies readonly (keyof Connection)[];

/**
 * Everything that the contract promises of this plugin, as cases to run one by one. Connects it once, to see which parts
 * it has.
 */
export async function kitCases(plugin: Plugin, samples: KitSamples = {}, ground = ownGround): Promise<KitCase[]> {
  const asked =
    isPeer({ plugin }) && samples.emulator === undefined
      ? { inbox: [{ kind: 'request' as const, message: {} }], ...samples }
      : samples;
  const played = samples.emulator === undefined ? plugin : { ...plugin, emulator: samples.emulator };
  const subject: Subject = { plugin: withTypes(played, samples), samples: asked, ground };
  const cases = [...staticCases(subject), ...draftCases(subject)];
  if (!played.emulator && !isPeer(subject)) return [...cases, ...(await aloneCases(subject))];
  const found = await look(subject);
  if ('broken' in found) return [...cases, found.broken];
  const has = (part: keyof Connection) => found.parts.has(part);
  return [
    ...cases,
    partsCase(samples, found.parts),
    ...(played.emulator ? emulatorCases(subject) : []),
    ...(has('send') ? found.kinds.flatMap((kind) => requestCases(subject, { ...kind, readsAgain: has('read') })) : []),
    ...(has('inbox') ? inboxCases(subject, { canReply: has('reply') }) : []),
    ...(has('publish') ? publishCases(subject) : []),
    ...(has('prepare') ? found.kinds.flatMap(({ code }) => prepareCases(subject, code)) : []),
    ...(has('identity') ? identityCases(subject) : []),
    ...(has('bus') ? busCases(subject) : []),
    ...(has('notifier') ? notifierCases(subject) : []),
    ...(has('signer') ? signerCases(signerOverEmulator(subject)) : []),
    // Whether a lent bus answers is for the one who lends it to say.
    ...(has('check') && played.emulator && !samples.lendsOver ? checkCases(subject) : []),
  ];
}

/** Types that are data stand beside the kinds that are written in code. */
function withTypes(plugin: Plugin, { types = [] }: KitSamples): Plugin {
  if (types.length === 0) return plugin;
  assert.ok(plugin.requestKindFrom, 'В наборе есть types, а requestKindFrom у модуля нет');
  const { requestKindFrom } = plugin;
  const kinds = Object.fromEntries(types.map((type) => [type.code, requestKindFrom(type)]));
  return { ...plugin, requestKinds: { ...plugin.requestKinds, ...kinds } };
}

/** Without another side only a signer can be tried, when the samples say with which settings. */
async function aloneCases(subject: Subject): Promise<KitCase[]> {
  const { config } = subject.samples;
  if (config === undefined) return [];
  const alone = { clock: createKitClock(), store: subject.ground.openStore(), node: 'kit' };
  const { connection } = await joinHost(subject, { config, ...alone });
  const withSigner: WithSigner = async (work) => {
    assert.ok(connection.signer);
    await work(connection.signer);
  };
  return connection.signer ? signerCases(withSigner) : [];
}

function signerOverEmulator(subject: Subject): WithSigner {
  return (work) =>
    withScene(subject, async (scene) => {
      const { signer } = (await scene.join()).connection;
      assert.ok(signer);
      await work(signer);
    });
}

interface Found {
  readonly parts: ReadonlySet<keyof Connection>;
  readonly kinds: readonly { code: string; answersLater: boolean }[];
}

/** Which parts the connection has, and whether each kind is answered at once. */
async function look(subject: Subject): Promise<Found | { broken: KitCase }> {
  const codes = Object.keys(subject.plugin.requestKinds ?? {});
  const kinds: { code: string; answersLater: boolean }[] = [];
  let found: ReadonlySet<keyof Connection> = new Set();
  try {
    await withScene(subject, async (scene) => {
      const { connection } = await scene.join();
      found = new Set(parts.filter((part) => connection[part] !== undefined));
      for (const code of found.has('send') ? codes : []) {
        const receipt = await connection.send?.(requestOf(subject, code), patience());
        kinds.push({ code, answersLater: receipt?.outcome === undefined || receipt.outcome.status === 'interim' });
      }
    });
    return { parts: found, kinds };
  } catch (error) {
    return {
      broken: { code: 'plugin.connect', title: 'подключается к своему эмулятору', run: () => Promise.reject(error) },
    };
  }
}

function partsCase({ parts: wanted = [] }: KitSamples, found: Found['parts']): KitCase {
  return {
    code: 'plugin.parts',
    title: `умеет: ${[...found].join(', ') || 'ничего'}`,
    run: async () => {
      assert.ok(found.size > 0, 'Подключение ничего не умеет');
      assert.deepEqual(
        wanted.filter((part) => !found.has(part)),
        [],
        'Обещанных частей нет',
      );
    },
  };
}

/** How a run of the kit ended for one case. */
export interface KitResult extends Pick<KitCase, 'code' | 'title'> {
  /** Absent: it holds. */
  readonly error?: string;
}

/** Runs the whole kit without a test runner. */
export async function* runKit(plugin: Plugin, samples: KitSamples = {}): AsyncGenerator<KitResult> {
  for (const { code, title, run } of await kitCases(plugin, samples)) {
    try {
      await run();
      yield { code, title };
    } catch (error) {
      yield { code, title, error: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** The part of a test runner that the kit needs: vitest and `node:test` both have it. */
export interface TestRunner {
  describe(title: string, define: () => void): unknown;
  test(title: string, run: () => Promise<void>): unknown;
}

export interface KitRun extends TestRunner {
  /** What the hosts stand on; absent: the kit's own. */
  readonly ground?: KitGround;
}

/** Makes a test of every case. Await it at the top of a test file. */
export async function testPlugin(plugin: Plugin, samples: KitSamples, run: KitRun): Promise<void> {
  const { describe, test, ground } = run;
  const cases = await kitCases(plugin, samples, ground);
  describe(`договор модуля ${plugin.id}`, () => {
    for (const one of cases) test(one.title, one.run);
  });
}
