import { expect, test } from 'vitest';
import { openPluginLog, withoutSecrets } from './plugin-log.ts';

const secrets = { token: 'T-0-K-E-N', key: '-----BEGIN\nAAAABBBB\n-----END', pin: '12' };

test.each([
  ['целиком', { said: 'T-0-K-E-N' }, { said: '•••' }],
  ['внутри строки и глубже', { a: [{ b: 'Bearer T-0-K-E-N!' }] }, { a: [{ b: 'Bearer •••!' }] }],
  ['строка ключа', { said: 'AAAABBBB' }, { said: '•••' }],
  ['слишком короткий не ищется', { said: 'дом 12' }, { said: 'дом 12' }],
  ['прочее как есть', { count: 3, ok: true, none: null }, { count: 3, ok: true, none: null }],
])('секрет в сказанном модулем скрыт: %s', (_what, facts, wanted) => {
  expect(withoutSecrets(facts, secrets)).toEqual(wanted);
});

test('строка не длиннее, чем прочтут', () => {
  expect(withoutSecrets({ text: 'я'.repeat(10_000) }, {}).text).toHaveLength(4_000);
});

test('хранятся последние двести строк каждого подключения, новые сверху', () => {
  const log = openPluginLog();
  const line = (event: string) => ({ at: new Date(0), event, facts: {} });
  for (let at = 0; at < 250; at += 1) log.add('one', line(`e${at}`));
  log.add('two', line('other'));
  expect(log.of('one')).toHaveLength(200);
  expect(log.of('one')[0]?.event).toBe('e249');
  expect(log.of('two').map(({ event }) => event)).toEqual(['other']);
  expect(log.of('three')).toEqual([]);
});

test('подключений помнится не больше тысячи: первым забыто то, что молчало дольше', () => {
  const log = openPluginLog();
  for (let at = 0; at < 1_000; at += 1) log.add(`c${at}`, { at: new Date(0), event: 'e', facts: {} });
  log.add('c0', { at: new Date(0), event: 'again', facts: {} });
  log.add('new', { at: new Date(0), event: 'e', facts: {} });
  expect([log.of('c0').length, log.of('c1').length, log.of('new').length]).toEqual([2, 0, 1]);
});
