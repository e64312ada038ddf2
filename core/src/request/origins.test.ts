import { expect, test } from 'vitest';
import { keptOrigins } from './origins.ts';

test('what a person has written over is not told to come from the application', () => {
  const origins = {
    '/number': ['answers.number'],
    '/person/snils': ['applicant.snils'],
    '/rows/1/area': ['answers.x'],
  };
  const filled = { number: '1', person: { snils: '2', name: 'А' }, rows: [{}, { area: 3 }] };
  expect(keptOrigins(origins, filled, structuredClone(filled))).toEqual(origins);
  const typed = { number: '1', person: { snils: '9', name: 'Б' }, rows: [{}] };
  expect(keptOrigins(origins, filled, typed)).toEqual({ '/number': ['answers.number'] });
});
