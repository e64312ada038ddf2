import { expect, test } from 'vitest';
import { withoutSecrets } from './plugin-log.ts';

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
