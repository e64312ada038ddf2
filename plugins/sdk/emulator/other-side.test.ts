import type { Scenario } from '@reglament/sdk';
import { afterEach, expect, test } from 'vitest';
import { createMessageQueue } from './message-queue.ts';
import { type OtherSide, openOtherSide } from './other-side.ts';
import { createScenarioPlayer } from './scenario-player.ts';

let side: OtherSide | undefined;
afterEach(() => side?.close());

async function open(): Promise<OtherSide> {
  side = await openOtherSide({ now: () => new Date() }, (exchange, here) => {
    const effect = { id: 'r', kind: 'request', content: {} } as const;
    const onTaken = exchange.path === '/later' ? { onTaken: () => undefined } : {};
    const verdict = here.arrive(exchange, { key: String(exchange.headers.name), effect, ...onTaken });
    if (verdict) exchange.answer(200, verdict);
  });
  return side;
}

const send = async (here: OtherSide, name: string, path = '/') => {
  const response = await fetch(here.url + path, { method: 'POST', headers: { name } });
  return response.status === 200 ? ((await response.json()) as { kind: string }).kind : response.status;
};

test('сценарии по порядку, последний – навсегда', () => {
  const player = createScenarioPlayer();
  const next = (count: number) => Array.from({ length: count }, () => player.next().kind);
  expect(next(2)).toEqual(['answer', 'answer']);
  player.play({ kind: 'fail' }, { kind: 'silence' });
  expect(next(3)).toEqual(['fail', 'silence', 'silence']);
  player.play({ kind: 'hang' });
  expect(next(1)).toEqual(['hang']);
});

test.each<[Scenario, string | number, number]>([
  [{ kind: 'answer' }, 'taken', 1],
  [{ kind: 'fail' }, 500, 0],
  [{ kind: 'stale' }, 'stale', 0],
  [{ kind: 'refuse', reason: 'нет' }, 'refused', 0],
])('%j: ответ %s, сделано %i', async (scenario, answer, effects) => {
  const here = await open();
  here.play(scenario);
  expect(await send(here, 'a')).toBe(answer);
  expect(here.effects).toHaveLength(effects);
});

test('оборвано до приёма – не сделано, после – сделано', async () => {
  const here = await open();
  here.play({ kind: 'reset' }, { kind: 'reset', late: true }, { kind: 'answer' });
  await expect(send(here, 'a')).rejects.toThrow();
  expect(here.effects).toHaveLength(0);
  await expect(send(here, 'a')).rejects.toThrow();
  expect(here.effects).toHaveLength(1);
  expect(await send(here, 'a')).toBe('taken');
  expect(here.effects).toHaveLength(1);
});

test('устаревшее имя остаётся устаревшим, принятое – принятым', async () => {
  const here = await open();
  here.play({ kind: 'stale' }, { kind: 'answer' }, { kind: 'answer' }, { kind: 'stale' });
  expect(await send(here, 'old')).toBe('stale');
  expect(await send(here, 'old')).toBe('stale');
  expect(await send(here, 'new')).toBe('taken');
  expect(await send(here, 'new')).toBe('taken');
});

test('отказ, который придёт позже, сначала принят', async () => {
  const here = await open();
  here.play({ kind: 'refuse', reason: 'нет' });
  expect(await send(here, 'a', '/later')).toBe('taken');
});

test('очередь: срок, повторы, подтверждение', () => {
  let moment = 0;
  const queue = createMessageQueue(() => new Date(moment));
  const put = (text: string, options?: Parameters<typeof queue.put>[1]) => queue.put(Buffer.from(text), options);
  const late = put('позже', { at: new Date(10) });
  const twice = put('дважды', { times: 2 });
  const plain = put('раз', { about: 'r1' });
  expect(queue.list(9).map(({ id }) => id)).toEqual([twice.id, twice.id, plain.id]);
  expect(queue.list(1)).toHaveLength(1);
  expect(queue.waiting()).toBe(3);
  expect([queue.acknowledge(plain.id), queue.acknowledge(plain.id), queue.acknowledge('none')]).toEqual([
    true,
    true,
    false,
  ]);
  queue.acknowledge(twice.id);
  moment = 10;
  expect(queue.list(9).map(({ id }) => id)).toEqual([late.id, twice.id]);
  queue.acknowledge(twice.id);
  expect(queue.list(9)).toEqual([late]);
});

test('сценарий самого эмулятора: может кончить обмен, может не вмешаться', async () => {
  side = await openOtherSide({ now: () => new Date() }, (exchange, here) => {
    const effect = { id: 'r', kind: 'request', content: {} } as const;
    const verdict = here.arrive(exchange, {
      key: 'a',
      effect,
      onSpecial: ({ name }) => {
        if (name === 'denied') exchange.answer(403);
        return name === 'denied';
      },
    });
    if (verdict) exchange.answer(200, verdict);
  });
  side.play({ kind: 'special', name: 'denied' }, { kind: 'special', name: 'other' });
  expect(await send(side, 'a')).toBe(403);
  expect(side.effects).toHaveLength(0);
  expect(await send(side, 'a')).toBe('taken');
});
