import { expect, test } from 'vitest';
import { csvCell, openCsv } from './csv.ts';

test.each([
  ['Ветрова', 'Ветрова'],
  ['', ''],
  ['а;б', '"а;б"'],
  ['«а» "б"', '"«а» ""б"""'],
  ['две\nстроки', '"две\nстроки"'],
  ['=1+1', "'=1+1"],
  ['+7 900', "'+7 900"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['  =HYPERLINK("x")', '"\'  =HYPERLINK(""x"")"'],
  ['＝1', "'＝1"],
  ['дом-2', 'дом-2'],
])('текст %j', (text, written) => expect(csvCell({ text })).toBe(written));

test('день – по-русски', () => expect(csvCell({ day: '2026-03-01' })).toBe('01.03.2026'));

test('строки – с меткой UTF-8, точкой с запятой и CRLF; взятое не повторяется', () => {
  const csv = openCsv([
    { title: 'Номер', width: 1 },
    { title: 'Срок', width: 1 },
  ]);
  csv.write([{ text: 'А-1' }, { day: '2026-12-31' }]);
  const bytes = csv.take();
  expect(Buffer.concat([...bytes]).toString()).toBe('\ufeffНомер;Срок\r\nА-1;31.12.2026\r\n');
  csv.end();
  expect(csv.take()).toEqual([]);
});
