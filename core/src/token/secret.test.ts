import { expect, test } from 'vitest';
import { bearerOf, hashOf, hintOf, newSecret } from './secret.ts';

test('токены разные, узнаются в заголовке и хранятся не собой', () => {
  const [one, other] = [newSecret(), newSecret()];
  expect(one).not.toBe(other);
  expect(bearerOf(`Bearer ${one}`)).toBe(one);
  expect(hashOf(one)).toHaveLength(32);
  expect(hashOf(one).toString('latin1')).not.toContain(one);
  expect(one.startsWith(hintOf(one)) && hintOf(one).length < 10).toBe(true);
});

test.each([
  ['', undefined],
  ['Basic dXNlcjpwYXNz', undefined],
  ['Bearer', undefined],
  ['Bearer ', 'malformed'],
  ['Bearer rgl_short', 'malformed'],
  [`Bearer ${'A'.repeat(47)}`, 'malformed'],
  [`Bearer rgl_${'A'.repeat(43)} `, 'malformed'],
  [`bearer rgl_${'A'.repeat(43)}`, `rgl_${'A'.repeat(43)}`],
])('«%s»', (header, expected) => {
  expect(bearerOf(header)).toBe(expected);
});
