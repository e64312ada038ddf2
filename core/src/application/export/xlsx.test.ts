import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openXlsx, xlsxCell } from './xlsx.ts';

test.each([
  [{ day: '1900-03-01' }, '<v>61</v>'],
  [{ day: '2026-01-01' }, '<v>46023</v>'],
  [{ text: '=1+1' }, 't="inlineStr"><is><t xml:space="preserve">=1+1</t>'],
  [{ text: '<b>&"\'</b>' }, '&lt;b&gt;&amp;"\'&lt;/b&gt;'],
  [{ text: 'a\u0000b\u000bc\ud800' }, 'abc\ufffd'],
  [{ text: '_x0041_' }, '_x005F_x0041_'],
  [{ text: '' }, '<c/>'],
])('ячейка %j', (cell, part) => expect(xlsxCell(cell)).toContain(part));

function sheetsOf(rowsOfSheet: number, rows: number) {
  const xlsx = openXlsx([{ title: 'Номер', width: 10 }], rowsOfSheet);
  for (let at = 1; at <= rows; at += 1) xlsx.write([{ text: `№ ${at}` }]);
  xlsx.end();
  const files = unzipSync(Buffer.concat([...xlsx.take()]));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

test('книга цела, и строки, которым нет места на листе, стоят на следующем', () => {
  const files = sheetsOf(4, 7);
  expect(Object.keys(files).toSorted()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet2.xml',
    'xl/worksheets/sheet3.xml',
  ]);
  const texts = ['1', '2', '3'].map((name) =>
    [...(files[`xl/worksheets/sheet${name}.xml`] ?? '').matchAll(/<t [^>]*>([^<]*)</g)].map(([, text]) => text),
  );
  expect(texts).toEqual([
    ['Номер', '№ 1', '№ 2', '№ 3'],
    ['Номер', '№ 4', '№ 5', '№ 6'],
    ['Номер', '№ 7'],
  ]);
  for (const name of ['1', '2', '3']) expect(files[`xl/worksheets/sheet${name}.xml`]).toMatch(/<\/worksheet>$/);
});

test('без строк – лист с одной шапкой', () => {
  expect(sheetsOf(10, 0)['xl/worksheets/sheet1.xml']).toContain('Номер');
});
