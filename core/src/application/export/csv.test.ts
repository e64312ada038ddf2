import { expect, test } from 'vitest';
import { openCsv } from './csv.ts';

test('строки – с меткой UTF-8, день – по-русски; взятое не повторяется', () => {
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
