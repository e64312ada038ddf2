import { expect, test } from 'vitest';
import { type OwnerFault, ownerFault } from './owner-fault.ts';

const me = { fullName: 'Иванов Пётр Ильич', snils: '11223344595', strict: false };
const own = { person: 'ИВАНОВ  ПЕТР ИЛЬИЧ', snils: '11223344595' };
const unnumbered = { ...own, snils: null };

test.each<[string, Parameters<typeof ownerFault>, OwnerFault | undefined]>([
  ['свой', [own, me], undefined],
  ['фамилию сменили', [{ ...own, person: 'Петров Пётр Ильич' }, me], undefined],
  ['тёзка', [{ ...own, snils: '08765430300' }, me], 'foreignSnils'],
  ['без СНИЛС – по имени', [unnumbered, me], undefined],
  ['без СНИЛС, имя другое', [{ person: 'Иванов Пётр', snils: null }, me], 'foreignName'],
  ['сверить СНИЛС не с чем – по имени', [own, { ...me, snils: null }], undefined],
  ['органа', [{ person: null, snils: null }, me], 'noPerson'],
  ['строго, без СНИЛС', [unnumbered, { ...me, strict: true }], 'noSnils'],
  ['строго, сверить не с чем', [own, { ...me, snils: null, strict: true }], 'noOwnSnils'],
  ['строго, свой', [own, { ...me, strict: true }], undefined],
])('%s', (_, held, fault) => expect(ownerFault(...held)).toBe(fault));
