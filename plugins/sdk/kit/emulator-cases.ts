import assert from 'node:assert/strict';
import type { Plugin } from '../src/index.ts';
import { assertNone } from './expecting.ts';
import { answerProblems } from './form-problems.ts';
import type { KitCase } from './kit-case.ts';
import { createKitClock } from './kit-clock.ts';
import type { Subject } from './scene.ts';
import { soon } from './soon.ts';

/** The other side itself: it must be fit to be relied on by all other cases. */
export function emulatorCases({ plugin, samples }: Subject): KitCase[] {
  const [first] = samples.inbox ?? [];
  return [
    {
      code: 'emulator.own',
      title: 'эмулятор: два сразу не мешают друг другу',
      run: () =>
        withTwo(plugin, async (one, other) => {
          assert.notDeepEqual(one.config, other.config, 'Настройки двух эмуляторов одинаковы');
          assert.deepEqual([one.waiting(), [...one.effects]], [0, []], 'Новый эмулятор не пуст');
          if (!first) return;
          await one.file?.(first.message);
          assert.deepEqual([one.waiting(), other.waiting()], [1, 0], 'Сообщение одного видно в другом');
        }),
    },
    {
      code: 'emulator.close',
      title: 'эмулятор: закрывается сразу и второй раз тоже',
      run: () =>
        withTwo(plugin, async (one) => {
          assert.notEqual(await Promise.race([one.close(), soon(2_000)]), 'late', 'close не кончается');
          assert.notEqual(await Promise.race([one.close(), soon(2_000)]), 'late', 'второй close не кончается');
        }),
    },
    {
      code: 'emulator.config',
      title: 'эмулятор: его настройки подходят под форму настроек модуля',
      run: () =>
        withTwo(plugin, async ({ config }) => {
          const problems = answerProblems(plugin.config.schema, config);
          assertNone(problems, 'Настройки эмулятора');
        }),
    },
  ];
}

type Emulator = Awaited<ReturnType<NonNullable<Plugin['emulator']>>>;

async function withTwo(plugin: Plugin, work: (one: Emulator, other: Emulator) => Promise<void>) {
  const { now } = createKitClock();
  const one = await plugin.emulator?.({ now });
  const other = await plugin.emulator?.({ now });
  assert.ok(one && other, 'У модуля нет эмулятора');
  try {
    await work(one, other);
  } finally {
    await Promise.race([Promise.all([one.close(), other.close()]), soon(2_000)]);
  }
}
