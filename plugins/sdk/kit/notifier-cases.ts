import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Notifier, NotifierMessage, NotifyWay } from '../src/index.ts';
import { type Act, assertOnce, refusalOf, untilTaken } from './deed.ts';
import { endsAfter, failsForNow, patience } from './expecting.ts';
import type { KitCase } from './kit-case.ts';
import { doneBy, type Joined, type Scene, type Subject, withScene } from './scene.ts';

const addresses: Readonly<Record<NotifyWay, string>> = { email: 'example@example.ru', sms: '+79000000000' };

interface Stage {
  readonly scene: Scene;
  readonly act: Act;
  readonly joined: Joined;
}

/**
 * Messages to people. What e-mail and SMS cannot promise (a repeat after a lost answer is known by nobody) is not asked; a
 * message that has surely gone does not go again.
 */
export function notifierCases(subject: Subject): KitCase[] {
  const one = (name: string, title: string, run: (stage: Stage) => Promise<void>): KitCase => ({
    code: `notifier.${name}`,
    title: `сообщение человеку: ${title}`,
    run: () =>
      withScene(subject, async (scene) => {
        const joined = await scene.join();
        const [way] = notifierOf(joined).ways;
        assert.ok(way, 'Не назван ни один способ (ways)');
        await run({ scene, joined, act: messageBy(subject, way) });
      }),
  });
  return [
    one('ways', 'доходит каждым способом', async ({ scene, joined }) => {
      assert.deepEqual(
        subject.plugin.notifies,
        notifierOf(joined).ways,
        'Способы модуля (notifies) и подключения (ways) разные',
      );
      const acts = notifierOf(joined).ways.map((way) => messageBy(subject, way));
      for (const act of acts) await act.perform(joined, patience());
      assert.deepEqual(
        doneBy(scene),
        acts.map(({ id }) => id),
        'Дошло не каждым способом',
      );
    }),
    one('twice', 'ушедшее второй раз не уходит', async ({ scene, act, joined }) => {
      await act.perform(joined, patience());
      await act.perform(await scene.join(), patience());
      assertOnce(scene, act);
    }),
    one('fail', 'сбой другой стороны – повторяется', async ({ scene, act, joined }) => {
      scene.emulator.play({ kind: 'fail' }, { kind: 'answer' });
      await failsForNow(act.perform(joined, patience()), 'Отправка не удалась');
      await untilTaken(act, { scene, joined: await scene.join() });
      assertOnce(scene, act);
    }),
    one('refuse', 'адрес не принят – навсегда, словами другой стороны', async ({ scene, act, joined }) => {
      scene.emulator.play({ kind: 'refuse', reason: 'Проверочная причина отказа' });
      const words = await refusalOf(act.perform(joined, patience()));
      assert.match(words ?? 'не отказано', /Проверочная причина отказа/, 'В отказе нет слов другой стороны');
    }),
    one('down', 'другая сторона выключена – отсрочка', async ({ scene, act, joined }) => {
      await scene.emulator.close();
      await failsForNow(act.perform(joined, patience()), 'Другая сторона выключена');
    }),
    one('abort', 'прерванная отправка кончается за секунду', async ({ scene, act, joined }) => {
      scene.emulator.play({ kind: 'hang' });
      const abort = new AbortController();
      await endsAfter(act.perform(joined, abort.signal), { end: () => abort.abort(), when: 'После abort' });
    }),
  ];
}

function notifierOf({ connection }: Joined): Notifier {
  assert.ok(connection.notifier, 'У подключения нет notifier');
  return connection.notifier;
}

function messageBy({ samples }: Subject, way: NotifyWay): Act {
  const message: NotifierMessage = {
    id: randomUUID(),
    way,
    to: samples.addresses?.[way] ?? addresses[way],
    subject: 'Заявка зарегистрирована',
    text: 'Заявка К-2026-000001 зарегистрирована.',
  };
  return {
    id: message.id,
    perform: async (joined, signal) => void (await notifierOf(joined).send(message, signal)),
  };
}
