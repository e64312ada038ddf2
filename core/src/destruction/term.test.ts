import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptUntil } from '../retention/kept-until.ts';
import { endedBefore } from './term.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('срок истёк в точности тогда, когда последний день хранения прошёл', () => {
  fc.assert(
    fc.property(day, day, fc.integer({ min: 1, max: 100 }), (endedOn, today, years) => {
      expect(endedOn < endedBefore(today, years)).toBe(keptUntil(endedOn, years) < today);
    }),
  );
});
