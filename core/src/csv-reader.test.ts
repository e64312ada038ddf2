import { expect, test } from 'vitest';
import { csvMark, csvText } from './csv.ts';
import { readCsv } from './csv-reader.ts';

test.each([
  [
    'a;b\r\n1;2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\n"1;2";"с ""кавычкой"""',
    [
      ['a', 'b'],
      ['1;2', 'с "кавычкой"'],
    ],
  ],
  [
    'a;b\n"две\nстроки";2',
    [
      ['a', 'b'],
      ['две\nстроки', '2'],
    ],
  ],
  [
    'a;b\n\n;\n1;2\n\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['', []],
  ['a;"не закрыта', [['a', 'не закрыта']]],
])('%j', (text, expected) => {
  expect(readCsv(text).map(({ cells }) => cells)).toEqual(expected);
});

test('строки файла считаются как видит человек; своё же читается обратно', () => {
  expect(readCsv('a\n\n"x\ny"\nb').map(({ line }) => line)).toEqual([1, 3, 5]);
  const rows = [
    ['Логин', 'Фамилия; имя'],
    ['anna', 'Ильина "младшая"'],
  ];
  expect(readCsv(csvMark + csvText(rows)).map(({ cells }) => cells)).toEqual(rows);
});
