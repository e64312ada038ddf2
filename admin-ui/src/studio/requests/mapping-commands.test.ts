import { checkMapping } from '@reglament/core/rules';
import type { Mapping, MappingRow } from '@reglament/format';
import { expect, test } from 'vitest';
import {
  addRow,
  changeRow,
  constantOf,
  convertOf,
  fromOf,
  lostOf,
  removeRow,
  rowsTo,
  takesSeveral,
  withReplaced,
} from './mapping-commands.ts';

const mapping: Mapping = [
  { to: 'kind', convert: { as: 'const', value: 'ОГРН' } },
  { to: 'name', from: ['applicant.surname', 'applicant.firstName'], convert: 'fullName' },
  { to: 'inn', from: 'applicant.inn' },
];

test('новая строка встаёт за последней с тем же местом, иначе в конец', () => {
  expect(addRow(mapping, { to: 'kind', from: 'answers.kind' }).map(({ to }) => to)).toEqual([
    'kind',
    'kind',
    'name',
    'inn',
  ]);
  expect(addRow(mapping, { to: 'ogrn', from: 'applicant.ogrn' }).at(-1)).toEqual({
    to: 'ogrn',
    from: 'applicant.ogrn',
  });
});

test('изменение: пустое уходит, остальные строки – те же', () => {
  const after = changeRow(mapping, 0, { from: 'answers.kind', convert: undefined });
  expect(after[0]).toEqual({ to: 'kind', from: 'answers.kind' });
  expect(after[1]).toBe(mapping[1]);
  expect(changeRow(mapping, 9, { from: 'x' })).toBe(mapping);
  expect(removeRow(mapping, 1).map(({ to }) => to)).toEqual(['kind', 'inn']);
});

test('строки места помнят своё положение', () => {
  expect(rowsTo(mapping, 'inn')).toEqual([{ index: 2, row: mapping[2] }]);
});

test.each([
  [fromOf([]), undefined],
  [fromOf(['a']), 'a'],
  [fromOf(['a', 'b']), ['a', 'b']],
  [convertOf([]), undefined],
  [convertOf(['text']), 'text'],
  [convertOf(['text', 'digits']), ['text', 'digits']],
  [takesSeveral(mapping[1] as MappingRow), true],
  [takesSeveral(mapping[2] as MappingRow), false],
  [constantOf(mapping[0] as MappingRow), 'ОГРН'],
  [constantOf(mapping[2] as MappingRow), undefined],
])('%j – %j', (made, wanted) => expect(made).toEqual(wanted));

test('источник, которого больше нет, находится по замечанию проверки', () => {
  const sides = {
    source: {
      type: 'object',
      properties: { applicant: { type: 'object', properties: { surname: { type: 'string' } } } },
    },
    target: { type: 'object' },
  } as const;
  const problems = checkMapping(mapping, sides);
  const lost = mapping.map((row, index) => lostOf({ index, row }, problems));
  expect(lost).toEqual([[], ['applicant.firstName'], ['applicant.inn']]);
});

test('выбранное взамен встаёт на место пропавшего источника, порядок имени остаётся', () => {
  const paths = ['answers.gone', 'applicant.firstName', 'applicant.patronymic'];
  const lost = ['answers.gone'];
  expect(withReplaced(paths, lost, ['applicant.firstName', 'applicant.patronymic', 'answers.surname'])).toEqual([
    'answers.surname',
    'applicant.firstName',
    'applicant.patronymic',
  ]);
  expect(withReplaced(paths, lost, ['applicant.patronymic'])).toEqual(['answers.gone', 'applicant.patronymic']);
  expect(withReplaced(paths, [], [...paths, 'x'])).toEqual([...paths, 'x']);
});
