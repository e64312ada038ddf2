import { expect, test } from 'vitest';
import { readCsv } from '../../csv-reader.ts';
import { headingProblem, readPeople } from './import.ts';

const choices = {
  departments: [{ id: 'd1', code: 'reception', title: 'Отдел приёма' }],
  roles: [
    { code: 'registrar', title: 'Регистратор' },
    { code: 'executor', title: 'Исполнитель' },
  ],
  services: [{ code: 'plan', title: 'План участка' }],
};
const read = (text: string) => readPeople(readCsv(text), choices);
const heading = 'Логин;Фамилия;Имя;Отчество;Отдел;Роли\n';

test('отдел, роли и услуги – кодом или названием', () => {
  const [row] = read(`${heading}anna;Ильина;Анна;Петровна;отдел приёма;"Регистратор, executor: План участка"`);
  expect(row).toEqual({
    line: 2,
    problems: [],
    person: {
      ...{ login: 'anna', surname: 'Ильина', name: 'Анна', patronymic: 'Петровна', department: 'd1' },
      roles: [{ role: 'registrar' }, { role: 'executor', service: 'plan' }],
    },
  });
});

test.each([
  [';Ильина;Анна;;;', 'Не указано: логин'],
  ['anna;Ильина;Анна;;Архив;', 'Отдела «Архив»'],
  ['anna;Ильина;Анна;;;Директор', 'Роли «Директор»'],
  ['anna;Ильина;Анна;;;registrar:нет', 'Услуги «нет»'],
  ['x;И;А\nX;И;А', 'в файле уже был'],
])('%j', (rows, problem) => {
  expect(read(heading + rows).at(-1)?.problems).toEqual([expect.stringContaining(problem)]);
});

test('столбцы узнаются по первой строке', () => {
  expect(headingProblem(readCsv(heading)[0])).toBeUndefined();
  expect(headingProblem(readCsv('login;имя')[0])).toContain('«фамилия»');
  expect(headingProblem(undefined)).toContain('«логин»');
});
