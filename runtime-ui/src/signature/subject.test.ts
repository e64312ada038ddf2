import { expect, test } from 'vitest';
import { isSamePerson, readSubject } from './subject.ts';

test.each([
  ['SN=Иванов, G=Пётр Ильич, CN=Иванов Пётр Ильич', 'Иванов Пётр Ильич', 'Иванов Пётр Ильич'],
  ['CN=Управление, SN=Иванов, G=Пётр, O=Управление', 'Иванов Пётр, Управление', 'Иванов Пётр'],
  ['O="ООО ""Мир, труд""", CN="ООО ""Мир, труд"""', 'ООО "Мир, труд"', null],
  ['CN=Удостоверяющий центр, O=Казначейство', 'Удостоверяющий центр, Казначейство', null],
  ['E=a@example.org', 'E=a@example.org', null],
  ['', '', null],
])('%s', (name, title, person) => expect(readSubject(name)).toEqual({ title, person }));

test.each([
  ['Иванов Пётр Ильич', 'ИВАНОВ  ПЕТР ИЛЬИЧ', true],
  ['Иванов Пётр Ильич', 'Иванов Пётр', false],
  ['Иванов Пётр', 'Петров Иван', false],
])('%s и %s', (one, other, same) => expect(isSamePerson(one, other)).toBe(same));
