import { expect, test } from 'vitest';
import { ownerFault, readSubject } from './subject.ts';

test.each([
  ['SN=Иванов, G=Пётр Ильич, CN=Иванов Пётр Ильич', 'Иванов Пётр Ильич', 'Иванов Пётр Ильич'],
  ['CN=Управление, SN=Иванов, G=Пётр, O=Управление', 'Иванов Пётр, Управление', 'Иванов Пётр'],
  ['O="ООО ""Мир, труд""", CN="ООО ""Мир, труд"""', 'ООО "Мир, труд"', null],
  ['CN=Удостоверяющий центр, O=Казначейство', 'Удостоверяющий центр, Казначейство', null],
  ['E=a@example.org', 'E=a@example.org', null],
  ['', '', null],
])('%s', (name, title, person) => expect(readSubject(name)).toEqual({ title, person, snils: null }));

test.each([
  ['SNILS=11223344595, SN=Иванов, G=Пётр'],
  ['СНИЛС=112-233-445 95, SN=Иванов, G=Пётр'],
  ['OID.1.2.643.100.3=11223344595, SN=Иванов, G=Пётр'],
  ['1.2.643.100.3=11223344595, SN=Иванов, G=Пётр'],
])('СНИЛС: %s', (name) => expect(readSubject(name)).toMatchObject({ person: 'Иванов Пётр', snils: '11223344595' }));

const me = { fullName: 'Иванов Пётр Ильич', snils: '11223344595', strict: false };
const own = { person: 'ИВАНОВ  ПЕТР ИЛЬИЧ', snils: '11223344595' };
test.each<[string, Parameters<typeof ownerFault>, string | undefined]>([
  ['свой', [own, me], undefined],
  ['фамилию сменили', [{ ...own, person: 'Петров Пётр Ильич' }, me], undefined],
  ['тёзка', [{ ...own, snils: '08765430300' }, me], 'На другое лицо'],
  ['без СНИЛС – по имени', [{ ...own, snils: null }, me], undefined],
  ['без СНИЛС, имя другое', [{ person: 'Иванов Пётр', snils: null }, me], 'На другое лицо'],
  ['сверить СНИЛС не с чем – по имени', [own, { ...me, snils: null }], undefined],
  ['органа', [{ person: null, snils: null }, me], 'Без имени сотрудника'],
  [
    'строго, без СНИЛС',
    [
      { ...own, snils: null },
      { ...me, strict: true },
    ],
    'Без СНИЛС сотрудника',
  ],
  ['строго, сверить не с чем', [own, { ...me, snils: null, strict: true }], 'У вас не указан СНИЛС'],
  ['строго, свой', [own, { ...me, strict: true }], undefined],
])('%s', (_, held, fault) => expect(ownerFault(...held)).toBe(fault));
