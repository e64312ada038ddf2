import { expect, test } from 'vitest';
import { formatNumber } from './number.ts';

test.each([
  ['{body}-{yyyy}-{seq:6}', { body: 'АРХ', year: 2026, sequence: 42 }, 'АРХ-2026-000042'],
  ['{seq}', { body: 'АРХ', year: 2026, sequence: 7 }, '7'],
  ['{yyyy}/{seq:2}', { body: 'АРХ', year: 2026, sequence: 12345 }, '2026/12345'],
  ['№ {body} {other}', { body: '$&', year: 2026, sequence: 1 }, '№ $& {other}'],
])('the template %s with %o gives %s', (template, parts, expected) => {
  expect(formatNumber(template, parts)).toBe(expected);
});
