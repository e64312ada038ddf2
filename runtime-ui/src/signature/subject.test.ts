import { expect, test } from 'vitest';
import { readSubject } from './subject.ts';

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
