import { expect, test } from 'vitest';
import { ownerProblem } from './owner.ts';

const me = { fullName: 'Иванов Пётр Ильич', snils: '11223344595', strict: false };

test.each<[string, Parameters<typeof ownerProblem>, RegExp | undefined]>([
  ['свой', [{ person: 'Иванов Пётр Ильич', snils: null }, me], undefined],
  ['тёзка', [{ person: 'Иванов Пётр Ильич', snils: '08765430300' }, me], /другому лицу \(Иванов.*СНИЛС в нём не тот/],
  ['органа, СНИЛС другой', [{ person: null, snils: '08765430300' }, me], /другому лицу: СНИЛС в нём не тот/],
  ['имя другое', [{ person: 'Иванов Пётр', snils: null }, me], /другому лицу: Иванов Пётр\. Здесь/],
  ['органа', [{ person: null, snils: null }, me], /не называет человека/],
  [
    'строго, без СНИЛС',
    [
      { person: null, snils: null },
      { ...me, strict: true },
    ],
    /принимает только такие/,
  ],
  [
    'строго, сверить не с чем',
    [
      { person: null, snils: '11223344595' },
      { ...me, snils: null, strict: true },
    ],
    /не указан СНИЛС/,
  ],
])('%s', (_, held, text) => {
  const problem = ownerProblem(...held);
  if (text === undefined) return expect(problem).toBeUndefined();
  expect(problem).toMatch(text);
  // A number of somebody else's is shown to nobody.
  expect(problem).not.toMatch(/\d{11}/);
});
