import { expect, test } from 'vitest';
import { orderOf, parseSort, reversed } from './order.ts';
import { stretchesOf } from './stretches.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const moment = '2026-01-12 10:00:00+00';

/** `registered=true; (number, id) > (A-1, …)` */
function said(sort: string, { from, back = false }: { from?: readonly string[]; back?: boolean } = {}): string[] {
  const order = back ? reversed(orderOf(parseSort(sort))) : orderOf(parseSort(sort));
  const start = from && { place: from, including: false };
  return stretchesOf(order, start).map(({ fixed, beyond }) => {
    const sign = beyond?.terms[0]?.descending ? '<' : '>';
    const names = beyond?.terms.map(({ by }) => by).join(', ');
    const parts = [
      ...fixed.map(({ by, value }) => `${by}=${value}`),
      ...(beyond ? [`(${names}) ${sign} (${beyond.values.join(', ')})`] : []),
    ];
    return parts.join('; ') || 'all';
  });
}

test.each([
  ['-listedAt', {}, ['all']],
  ['-listedAt', { from: [moment, id] }, [`(listedAt, id) < (${moment}, ${id})`]],
  ['-listedAt', { from: [moment, id], back: true }, [`(listedAt, id) > (${moment}, ${id})`]],
  ['number', {}, ['registered=true', 'registered=false']],
  ['-number', { from: ['true', 'A-1', id] }, [`registered=true; (number, id) < (A-1, ${id})`, 'registered=false']],
  ['number', { from: ['false', '', id] }, [`registered=false; (number, id) > (, ${id})`]],
  [
    'number',
    { from: ['false', '', id], back: true },
    [`registered=false; (number, id) < (, ${id})`, 'registered=true'],
  ],
  ['state', { from: ['draft', moment, id] }, [`state=draft; (listedAt, id) < (${moment}, ${id})`, '(state) > (draft)']],
  [
    'state',
    { from: ['draft', moment, id], back: true },
    [`state=draft; (listedAt, id) > (${moment}, ${id})`, '(state) < (draft)'],
  ],
  [
    'applicant,-createdAt',
    { from: ['true', 'Ёлкин', moment, id] },
    [
      `registered=true; applicant=Ёлкин; (createdAt, id) < (${moment}, ${id})`,
      'registered=true; (applicant) > (Ёлкин)',
      'registered=false',
    ],
  ],
])('%s %o is walked piece by piece', (sort, how, pieces) => {
  expect(said(sort, how)).toEqual(pieces);
});
