import assert from 'node:assert/strict';
import type { Scenario } from '../src/index.ts';
import { type Act, assertOnce, type Deed, refusalOf, untilTaken } from './deed.ts';
import { assertRussian, endsAfter, failsForNow, patience } from './expecting.ts';
import type { KitCase } from './kit-case.ts';
import { doneBy, type Joined, type Scene, type Subject, shortLimit, withScene } from './scene.ts';
import { soon } from './soon.ts';

interface Stage {
  readonly deed: Deed;
  readonly scene: Scene;
  readonly act: Act;
  readonly joined: Joined;
}

/** What is promised of everything that goes out, whatever it is. */
const promises: Readonly<Record<string, { title: string; run(stage: Stage): Promise<void> }>> = {
  once: {
    title: 'дошло один раз, обмен записан',
    async run({ scene, act, joined }) {
      const receipt = await act.perform(joined, patience());
      assertOnce(scene, act);
      if (receipt) assertRussian(receipt.text, 'Итог обмена (receipt.text)');
      const isKept = joined.evidence.length > 0 || receipt?.original !== undefined;
      assert.ok(isKept, 'Обмен не записан: шлите через host.fetch или вызовите host.record');
    },
  },
  twice: {
    title: 'вызвано дважды – сделано один раз, имя на проводе то же',
    async run({ scene, act, joined }) {
      const first = await act.perform(joined, patience());
      const second = await act.perform(await scene.join(), patience());
      assertOnce(scene, act);
      assert.equal(second?.messageId, first?.messageId, 'messageId второй раз другой');
    },
  },
  crash: {
    title: 'процесс убит в любой точке – после повтора сделано один раз',
    run: dieEverywhere,
  },
  resetEarly: {
    title: 'связь оборвана до приёма – повторяется, сделано один раз',
    run: (stage) => failsOnce(stage, { kind: 'reset' }),
  },
  resetLate: {
    title: 'связь оборвана после приёма – повторяется, сделано один раз',
    run: (stage) => failsOnce(stage, { kind: 'reset', late: true }),
  },
  fail: {
    title: 'HTTP 500 – повторяется, сделано один раз',
    run: (stage) => failsOnce(stage, { kind: 'fail' }),
  },
  hang: {
    title: 'молчание в ответ на вызов – отсрочка по пределу времени, сделано один раз',
    async run({ scene, act }) {
      scene.emulator.play({ kind: 'hang' }, { kind: 'answer' });
      const joined = await scene.join({ timeLimit: shortLimit });
      await failsForNow(act.perform(joined, patience()), 'Другая сторона молчит');
      await untilTaken(act, { scene, joined: await scene.join() });
      assertOnce(scene, act);
    },
  },
  abort: {
    title: 'прерванный вызов кончается за секунду',
    async run({ scene, act, joined }) {
      scene.emulator.play({ kind: 'hang' });
      const abort = new AbortController();
      await endsAfter(act.perform(joined, abort.signal), { end: () => abort.abort(), when: 'После abort' });
    },
  },
  twoNodes: {
    title: 'два процесса сразу – сделано один раз',
    async run({ scene, act, joined }) {
      const other = await scene.join();
      await Promise.all([joined, other].map((one) => untilTaken(act, { scene, joined: one })));
      assertOnce(scene, act);
    },
  },
  stale: {
    title: 'имя на проводе устарело – уходит под новым, и дальше оно не меняется',
    async run({ scene, act, joined }) {
      scene.emulator.play({ kind: 'stale' }, { kind: 'reset', late: true }, { kind: 'answer' });
      await untilTaken(act, { scene, joined });
      await act.perform(await scene.join(), patience());
      assertOnce(scene, act);
    },
  },
  settings: {
    title: 'настройки изменены на ходу – начатое кончается, новое подключение работает',
    async run({ scene, act, joined }) {
      scene.emulator.play({ kind: 'hang' }, { kind: 'answer' });
      const abort = new AbortController();
      const open = act.perform(joined, abort.signal);
      // Taken in its order: the old call is the one that hangs.
      await Promise.race([open.catch(() => undefined), soon(100)]);
      await untilTaken(act, { scene, joined: await scene.join() });
      const close = () => {
        abort.abort();
        void joined.connection.close?.();
      };
      await endsAfter(open, { end: close, when: 'Подключение закрыто' });
      await untilTaken(act, { scene, joined: await scene.join() });
      assertOnce(scene, act);
    },
  },
};

/** The words of a refusal reach a person; refusals of questions may come later and are tried with the answers. */
const refusal = {
  title: 'отказ другой стороны – навсегда и её словами',
  async run({ deed, scene, act, joined }: Stage) {
    scene.emulator.play({ kind: 'refuse', reason: 'Проверочная причина отказа' });
    const words = (await refusalOf(act.perform(joined, patience()))) ?? (await deed.saidLater?.(joined));
    assert.match(words ?? 'не отказано', /Проверочная причина отказа/, 'В отказе нет слов другой стороны');
  },
};

export function deedCases(subject: Subject, deed: Deed): KitCase[] {
  const all = deed.part === 'send' ? promises : { ...promises, refuse: refusal };
  return Object.entries(all).map(([name, { title, run }]) => ({
    code: `${deed.part}.${name}`,
    title: `${deed.title}: ${title}`,
    run: () =>
      withScene(subject, async (scene) => {
        const act = await deed.prepare(scene);
        await run({ deed, scene, act, joined: await scene.join() });
      }),
  }));
}

async function failsOnce({ scene, act, joined }: Stage, fault: Scenario) {
  scene.emulator.play(fault, { kind: 'answer' });
  await failsForNow(act.perform(joined, patience()), 'Обмен не удался');
  await untilTaken(act, { scene, joined: await scene.join() });
  assertOnce(scene, act);
}

/** Kills a process before and after each of its calls of the host, each time over a message of its own. */
async function dieEverywhere({ deed, scene, act }: Stage): Promise<void> {
  const probe = await scene.join();
  await act.perform(probe, patience());
  assert.ok(probe.calls > 0, 'Модуль ни разу не обратился к host');
  for (let call = 1; call <= probe.calls; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const doomed = await scene.join();
      const next = await deed.prepare(scene);
      const before = doneBy(scene).length;
      doomed.crashAt(call, when);
      await Promise.race([next.perform(doomed, patience()).catch(() => undefined), doomed.dead]);
      await untilTaken(next, { scene, joined: await scene.join() });
      const done = doneBy(scene).slice(before);
      const place = `процесс убит ${when === 'before' ? 'перед обращением' : 'после обращения'} к host № ${call}`;
      assert.deepEqual(done, [next.id], `После повтора (${place}) на другой стороне сделано не один раз`);
    }
  }
}
