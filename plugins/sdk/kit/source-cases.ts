import assert from 'node:assert/strict';
import { endsAfter, failsForNow } from './expecting.ts';
import type { KitCase } from './kit-case.ts';
import { type Joined, type Scene, type Subject, shortLimit, withScene } from './scene.ts';
import { acknowledge, collect, collectSome, readFiles, type Source } from './source.ts';

interface Stage {
  readonly source: Source;
  readonly scene: Scene;
  readonly joined: Joined;
}

/** What is promised of everything that comes in. */
const promises: Readonly<Record<string, { title: string; run(stage: Stage): Promise<void> }>> = {
  unacknowledged: {
    title: 'без подтверждения приходит снова под тем же именем, с подтверждением – нет',
    async run({ source, scene, joined }) {
      const waiting = await source.prepare(scene);
      const [first] = await collectSome(source, { scene, joined, waiting });
      const [again] = await collect(source, await scene.join(), { waiting, each: acknowledge });
      assert.equal(
        again?.messageId,
        first?.messageId,
        'Неподтверждённое сообщение не пришло снова под тем же messageId',
      );
      await assertGone({ source, scene, joined }, waiting);
    },
  },
  storeFirst: {
    title: 'сохранить не удалось – сообщение не потеряно',
    async run({ source, scene, joined }) {
      const waiting = await source.prepare(scene);
      const notStored = new Error('не сохранено');
      const failing = collect(source, joined, { waiting, each: () => Promise.reject(notStored) });
      await assert.rejects(failing, notStored);
      const found = await collectSome(source, { scene, joined: await scene.join(), waiting });
      assert.equal(found.length, 1, 'Подтверждать можно только в ack: до него сообщение ещё не сохранено');
    },
  },
  crash: {
    title: 'процесс убит в любой точке – сообщение не потеряно и не раздвоено',
    run: dieEverywhere,
  },
  files: {
    title: 'содержание сообщения и его файлов читается до подтверждения',
    async run({ source, scene, joined }) {
      const waiting = await source.prepare(scene);
      const sizes: number[] = [];
      const each = async (message: Parameters<typeof readFiles>[0]) => {
        if (source.part !== 'bus.take') assert.ok(message.original?.byteLength, 'Нет байтов сообщения (original)');
        for (const content of (await readFiles(message)).values()) sizes.push(content.byteLength);
        await message.ack(true);
      };
      await collectSome(source, { scene, joined, waiting, each });
      assert.ok(
        sizes.every((size) => size > 0),
        'Файл пришёл пустым',
      );
    },
  },
  rejected: {
    title: 'сообщение с неверной подписью (ack(false)) больше не приходит',
    async run({ source, scene, joined }) {
      const waiting = await source.prepare(scene);
      await collectSome(source, { scene, joined, waiting, each: (message) => message.ack(false) });
      await assertGone({ source, scene, joined }, waiting);
    },
  },
  repeat: {
    title: 'повторы носят то же имя',
    async run({ source, scene, joined }) {
      scene.emulator.play({ kind: 'repeat', times: 3 });
      const waiting = await source.prepare(scene);
      const first = await collectSome(source, { scene, joined, waiting, each: acknowledge });
      const later = await collect(source, await scene.join(), { waiting, each: acknowledge });
      const names = new Set([...first, ...later].map(({ messageId }) => messageId));
      assert.equal(names.size, 1, 'Повтор пришёл под другим messageId: его примут за новое сообщение');
    },
  },
  many: {
    title: 'много сразу – каждое приходит один раз',
    async run({ source, scene, joined }) {
      const waiting: string[] = [];
      for (let message = 0; message < 25; message += 1) waiting.push(...(await source.prepare(scene)));
      scene.clock.move(600);
      const names: string[] = [];
      const takeSome = () => collect(source, joined, { waiting, each: acknowledge });
      for (let found = await takeSome(); found.length > 0; found = await takeSome()) {
        names.push(...found.map(({ messageId }) => messageId));
        assert.ok(names.length <= 25, 'Подтверждённое приходит снова');
      }
      assert.equal(new Set(names).size, 25, `Из 25 сообщений пришло ${new Set(names).size}`);
    },
  },
  twoNodes: {
    title: 'два процесса читают сразу – имя одно, второе подтверждение не мешает',
    async run({ source, scene, joined }) {
      const waiting = await source.prepare(scene);
      scene.clock.move(600);
      const both = await Promise.all(
        [joined, await scene.join()].map((one) => collect(source, one, { waiting, each: acknowledge })),
      );
      const names = new Set(both.flat().map(({ messageId }) => messageId));
      assert.equal(names.size, 1, 'Двум процессам одно сообщение названо по-разному');
      await assertGone({ source, scene, joined }, waiting);
    },
  },
  settings: {
    title:
      'настройки изменены во время приёма – он кончается, новое подключение отдаёт неподтверждённое под тем же именем',
    run: changeSettings,
  },
  silence: {
    title: 'ничего нет – приём кончается ничем',
    async run({ source, scene, joined }) {
      scene.emulator.play({ kind: 'silence' });
      const waiting = await source.prepare(scene);
      assert.deepEqual(await collect(source, joined, { waiting }), [], 'Ответа нет, а модуль что-то отдал');
    },
  },
  stranger: {
    title: 'сообщение, о котором здесь не знают, не роняет приём',
    async run({ source, scene }) {
      const waiting = await source.prepare(scene);
      const stranger = await scene.join({ store: scene.ground.openStore() });
      await collectSome(source, { scene, joined: stranger, waiting: [], each: acknowledge });
      await assertGone({ source, scene, joined: stranger }, waiting);
    },
  },
  down: {
    title: 'другая сторона не отвечает – отсрочка',
    async run({ source, scene, joined }) {
      const waiting = await source.prepare(scene);
      await scene.emulator.close();
      await failsForNow(collect(source, joined, { waiting }), 'Другая сторона выключена');
    },
  },
  hang: {
    title: 'другая сторона молчит – отсрочка по пределу времени, а прерванный приём кончается за секунду',
    async run({ source, scene }) {
      const waiting = await source.prepare(scene);
      const slow = await scene.join({ timeLimit: shortLimit });
      slow.hangFetch();
      await failsForNow(collect(source, slow, { waiting }), 'Другая сторона молчит');
      const patient = await scene.join();
      patient.hangFetch();
      const abort = new AbortController();
      const taking = (async () => {
        for await (const _ of source.take(patient, waiting, abort.signal));
      })();
      await endsAfter(taking, { end: () => abort.abort(), when: 'Приём после abort' });
    },
  },
};

export function sourceCases(subject: Subject, source: Source, leftOut: readonly string[] = []): KitCase[] {
  // A bus's message is acknowledged in one way only.
  const unfit = source.part === 'bus.take' ? [...leftOut, 'rejected'] : leftOut;
  const all = Object.entries(promises).filter(([name]) => !unfit.includes(name));
  return all.map(([name, { title, run }]) => ({
    code: `${source.part}.${name}`,
    title: `${source.title}: ${title}`,
    run: () => withScene(subject, async (scene) => run({ source, scene, joined: await scene.join() })),
  }));
}

async function assertGone({ source, scene, joined }: Stage, waiting: readonly string[]) {
  scene.clock.move(600);
  const left = await collect(source, joined, { waiting });
  assert.deepEqual(
    left.map(({ messageId }) => messageId),
    [],
    'Подтверждённое сообщение пришло снова: в ack сообщите об этом другой стороне',
  );
}

/** The old connection is closed while it has a message in hand; the new one opens with the same memory. */
async function changeSettings({ source, scene, joined }: Stage): Promise<void> {
  const waiting = await source.prepare(scene);
  scene.clock.move(600);
  const abort = new AbortController();
  const inHand = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<void>();
  const taking = (async () => {
    for await (const { messageId } of source.take(joined, waiting, abort.signal)) {
      inHand.resolve(messageId);
      await closed.promise;
    }
  })();
  const held = await Promise.race([inHand.promise, taking]);
  assert.ok(held !== undefined, 'Сообщение есть на другой стороне, а модуль его не отдаёт');
  const close = () => {
    abort.abort();
    void joined.connection.close?.();
    closed.resolve();
  };
  await endsAfter(taking, { end: close, when: 'Подключение закрыто во время приёма' });
  const renewed = await scene.join();
  const [again] = await collectSome(source, { scene, joined: renewed, waiting, each: acknowledge });
  assert.equal(again?.messageId, held, 'Новое подключение отдаёт то же сообщение под другим messageId');
  await assertGone({ source, scene, joined: renewed }, waiting);
}

/** Kills a process before and after each of its calls of the host while it takes and acknowledges one message. */
async function dieEverywhere({ source, scene }: Stage): Promise<void> {
  const probe = await scene.join();
  const before = probe.calls;
  const waiting = await source.prepare(scene);
  await collectSome(source, { scene, joined: probe, waiting, each: acknowledge });
  for (let call = 1; call <= probe.calls - before; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const mine = await source.prepare(scene);
      scene.clock.move(600);
      const names = new Set<string>();
      const each = async (message: { messageId: string; ack(accepted: boolean): Promise<void> }) => {
        names.add(message.messageId);
        await message.ack(true);
      };
      const doomed = await scene.join();
      doomed.crashAt(call, when);
      await Promise.race([collect(source, doomed, { waiting: mine, each }).catch(() => undefined), doomed.dead]);
      await collect(source, await scene.join(), { waiting: mine, each });
      const place = `процесс убит ${when === 'before' ? 'перед обращением' : 'после обращения'} к host № ${call}`;
      assert.equal(names.size, 1, `${place}: сообщение ${names.size === 0 ? 'потеряно' : 'пришло под двумя именами'}`);
    }
  }
}
