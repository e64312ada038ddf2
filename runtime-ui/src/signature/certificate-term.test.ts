import { expect, test } from 'vitest';
import { termOf } from './certificate-term.ts';

const now = new Date('2026-03-10T12:00:00Z');

test.each([
  ['2026-03-10T12:00:00Z', { kind: 'over' }],
  ['2026-03-10T12:00:01Z', { kind: 'ending', days: 1 }],
  ['2026-03-11T12:00:00Z', { kind: 'ending', days: 1 }],
  ['2026-04-09T12:00:00Z', { kind: 'ending', days: 30 }],
  ['2026-04-09T12:00:01Z', { kind: 'serves' }],
])('до %s – %j', (validTo, term) => {
  expect(termOf({ validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date(validTo) }, now)).toEqual(term);
});

test('ещё не начался', () => {
  const ahead = { validFrom: new Date('2026-03-11T00:00:00Z'), validTo: new Date('2027-03-11T00:00:00Z') };
  expect(termOf(ahead, now)).toEqual({ kind: 'ahead' });
});
