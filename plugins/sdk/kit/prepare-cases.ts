import assert from 'node:assert/strict';
import type { KitCase } from './kit-case.ts';
import { requestOf } from './question.ts';
import { type Subject, withScene } from './scene.ts';

/** What an official signs before a question is sent. */
export function prepareCases(subject: Subject, code: string): KitCase[] {
  return [
    {
      code: 'prepare.same',
      title: `вопрос «${code}»: под подпись дважды даны те же байты, снаружи ничего не произошло`,
      run: () =>
        withScene(subject, async (scene) => {
          const request = requestOf(subject, code);
          const first = await (await scene.join()).connection.prepare?.(request);
          const second = await (await scene.join()).connection.prepare?.(request);
          assert.ok(first && first.content.byteLength > 0, 'Под подпись ничего не дано');
          assert.deepEqual(
            second,
            first,
            'Второй раз под подпись даны другие байты: подпись не подойдёт к отправленному',
          );
          assert.deepEqual([...scene.emulator.effects], [], 'Подготовка что-то изменила на другой стороне');
        }),
    },
    {
      code: 'prepare.digest',
      title: `вопрос «${code}»: подпись без CMS – дано и то, что подписывает ключ, по его длине`,
      run: () =>
        withScene(subject, async (scene) => {
          const { connection } = await scene.join();
          for (const bits of [256, 512] as const) {
            const prepared = await connection.prepare?.(requestOf(subject, code), bits);
            if (prepared?.format !== 'raw') return;
            assert.ok(prepared.digest, 'Нет digest: браузеру нечего подписывать');
            assert.equal(prepared.digest.bits, bits, 'Подготовлено под ключ другой длины');
            assert.equal(prepared.digest.value.byteLength * 8, bits, 'Длина digest.value – не длина ключа');
          }
        }),
    },
  ];
}
