import assert from 'node:assert/strict';
import { assertRussian, endsAfter, patience } from './expecting.ts';
import type { KitCase } from './kit-case.ts';
import { type Subject, withScene } from './scene.ts';

/** The button «Проверить соединение». */
export function checkCases(subject: Subject): KitCase[] {
  const one = (name: string, title: string, run: (scene: Scene) => Promise<void>): KitCase => ({
    code: `check.${name}`,
    title: `проверка соединения: ${title}`,
    run: () => withScene(subject, run),
  });
  return [
    one('alive', 'другая сторона отвечает, и на ней ничего не меняется', async ({ join, emulator }) => {
      const { connection } = await join();
      const health = await connection.check?.(patience());
      assert.equal(health?.ok, true, `Другая сторона работает, а проверка говорит: ${health?.text}`);
      assertRussian(health?.text, 'Текст проверки');
      assert.deepEqual([...emulator.effects], [], 'Проверка что-то изменила на другой стороне');
    }),
    one('dead', 'адрес не отвечает – сказано, что делать', async ({ join, emulator }) => {
      const { connection } = await join();
      await emulator.close();
      const health = await connection
        .check?.(patience())
        .catch((error: unknown) => assert.fail(`check бросает: ${error}`));
      assert.equal(health?.ok, false, 'Адрес не отвечает, а проверка говорит, что всё хорошо');
      assertRussian(health?.text, 'Текст проверки');
      assert.match(health?.text ?? '', /провер|укаж|исправ|обрат|включ|дожд/i, 'Текст проверки говорит, что делать');
    }),
    one('abort', 'прерывается за секунду', async ({ join }) => {
      const joined = await join();
      joined.hangFetch();
      const abort = new AbortController();
      const checking = joined.connection.check?.(abort.signal) ?? Promise.resolve();
      await endsAfter(checking, { end: () => abort.abort(), when: 'Проверка после abort' });
    }),
  ];
}

type Scene = Parameters<Parameters<typeof withScene>[1]>[0];
