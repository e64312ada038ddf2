import { expect, test } from 'vitest';
import { runBench } from '../bench/bench.ts';
import { readOptions, WrongCall } from '../bench/options.ts';
import { aimsOf, printable } from '../bench/report.ts';
import { measureSmev3 } from '../bench/smev3.ts';
import { aimsOfSmev3, printableSmev3 } from '../bench/smev3-report.ts';
import { workloadNames } from '../bench/workloads.ts';
import { findEngine } from '../gost/openssl.ts';
import { databaseForThisTest } from '../support/database.ts';

test('замер проходит целиком и печатает свои таблицы', async () => {
  const options = readOptions(['--rows', '400', '--seconds', '0.1', '--rounds', '1', '--connections', '2,8']);
  const result = await runBench(options, { say: () => undefined });
  expect(result.comparisons.map((one) => [one.connections, one.workload])).toEqual(
    [2, 8].flatMap((connections) => workloadNames.map((name) => [connections, name])),
  );
  for (const { product, floor } of result.comparisons) {
    expect(product.count).toBeGreaterThan(0);
    expect(floor.count).toBeGreaterThan(0);
  }
  for (const name of workloadNames) {
    const { layers, messages } = result.layers[name];
    const statements = new Map(layers.map((layer) => [layer.name, layer.statements]));
    // A card is one message, with the session in it.
    expect(messages, name).toBeGreaterThanOrEqual(1);
    for (const layer of ['session', 'transaction', 'content'] as const) {
      expect(statements.get(layer), `${name}: ${layer}`).toBeGreaterThan(0);
    }
  }
  expect(result.journal.ok).toBe(true);
  expect(result.journal.events).toBeGreaterThan(800);
  expect(aimsOf(result)).toHaveLength(6);
  const text = printable(result);
  for (const part of ['создать', 'страница в середине', 'журнал и оповещение', 'память после нагрузки']) {
    expect(text).toContain(part);
  }
}, 180_000);

test('замер сообщений СМЭВ проходит на каждом способе вычислений', async () => {
  const options = readOptions(['--part', 'smev3', '--seconds', '0.05', '--rounds', '1', '--messages', '20']);
  const figures = await measureSmev3(options, { databaseUrl: (await databaseForThisTest()).url, say: () => undefined });
  expect(figures.map(({ backend }) => backend)).toEqual(findEngine('auto') ? ['pure', 'engine'] : ['pure']);
  for (const { sizes, memory } of figures) {
    expect(sizes.map(({ bytes }) => Math.round(bytes / 1024))).toEqual([4, 100]);
    expect(memory.messages).toBe(20);
  }
  expect(aimsOfSmev3(figures)).toHaveLength(5);
  for (const part of ['подписать', '100 КБ', 'JavaScript', 'память']) expect(printableSmev3(figures)).toContain(part);
}, 180_000);

test.each([
  ['--part', 'всё'],
  ['--messages', '0'],
  ['--rows', 'много'],
  ['--rows', '1.5'],
  ['--connections', '8,'],
  ['--seconds', '0'],
  ['--speed', '1'],
])('неверный параметр %s %s назван', (name, value) => {
  expect(() => readOptions([name, value])).toThrow(WrongCall);
  expect(() => readOptions([name, value])).toThrow(name.slice(2));
});
