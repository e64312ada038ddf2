import { expect, test } from 'vitest';
import { ownerProblem } from './owner.ts';

const me = { surname: 'Иванов', name: 'Пётр', patronymic: 'Ильич', snils: '11223344595', strict: false };
const own = { person: 'ИВАНОВ  ПЕТР ИЛЬИЧ', snils: '11223344595' };

test.each<[string, Parameters<typeof ownerProblem>, RegExp | undefined]>([
  ['свой', [own, me], undefined],
  ['фамилию сменили', [{ ...own, person: 'Петров Пётр Ильич' }, me], undefined],
  ['тёзка', [{ ...own, snils: '08765430300' }, me], /другому лицу.*СНИЛС в нём не тот/],
  ['без СНИЛС – по имени', [{ ...own, snils: null }, me], undefined],
  ['без СНИЛС, имя другое', [{ person: 'Иванов Пётр', snils: null }, me], /другому лицу: Иванов Пётр\. Здесь/],
  ['сверить СНИЛС не с чем – по имени', [own, { ...me, snils: null }], undefined],
  ['органа', [{ person: null, snils: null }, me], /не называет человека/],
  [
    'строго, без СНИЛС',
    [
      { ...own, snils: null },
      { ...me, strict: true },
    ],
    /принимает только такие/,
  ],
  ['строго, сверить не с чем', [own, { ...me, snils: null, strict: true }], /не указан СНИЛС/],
  ['строго, свой', [own, { ...me, strict: true }], undefined],
])('%s', (_, held, text) => {
  const problem = ownerProblem(...held);
  if (text === undefined) return expect(problem).toBeUndefined();
  expect(problem).toMatch(text);
  // A number of somebody else's is shown to nobody.
  expect(problem).not.toMatch(/\d{11}/);
});
