import { describe, expect, test } from 'vitest';
import { loadPlugins, readPlugin } from './plugins.ts';

const plugin = {
  id: '@example/registry',
  title: 'Реестр',
  contract: '1.0',
  config: { schema: { type: 'object', properties: {} } },
  scope: 'body',
  connect: () => ({}),
} as const;

describe('модули из PLUGINS', () => {
  test('без них остаются поставляемые', async () => {
    expect(await loadPlugins([plugin], [])).toEqual([plugin]);
  });

  test.each([
    ['no-such-package-anywhere', 'no-such-package-anywhere'],
    ['koa', 'не отдаёт модуль под именем plugin'],
    ['./local.js', 'не имя пакета'],
    ['node:fs', 'не имя пакета'],
    ['https://example.org/plugin.js', 'не имя пакета'],
  ])('%s не загружается, и запуск останавливается с его именем', async (name, reason) => {
    const loading = loadPlugins([], [name]);
    await expect(loading).rejects.toMatchObject({ name: 'StartProblem' });
    await expect(loading).rejects.toThrow(`Модуль «${name}» из PLUGINS не загружен`);
    await expect(loading).rejects.toThrow(reason);
  });

  test('экспорт по договору принимается', () => {
    expect(readPlugin('@example/registry', { plugin })).toBe(plugin);
  });

  test.each([
    ['другой договор', { ...plugin, contract: '2.0' }, 'по договору 2.0'],
    ['чужое имя', { ...plugin, id: 'other' }, '«other»'],
    ['без настроек', { ...plugin, config: { type: 'object' } }, 'под именем plugin'],
    ['без подключения', { ...plugin, connect: undefined }, 'под именем plugin'],
    ['не модуль', 'plugin', 'под именем plugin'],
  ])('%s – отказ', (_, exported, reason) => {
    expect(() => readPlugin('@example/registry', { plugin: exported })).toThrow(reason);
  });
});
