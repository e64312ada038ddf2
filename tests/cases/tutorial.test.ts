import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readTutorial } from '../tutorial/read-tutorial.ts';

const folder = new URL('../../core/docs/tutorial/', import.meta.url);
const read = (text: string) => readTutorial(text).map(({ line: _line, ...step }) => step);

test('каждый шаг «Новой услуги за час» понят, каждый снимок есть', () => {
  const steps = readTutorial(readFileSync(new URL('README.md', folder), 'utf8'));
  expect(steps.length).toBeGreaterThan(60);
  const pictures = steps.flatMap((step) => (step.act === 'picture' ? [step.file] : []));
  expect(pictures.length).toBeGreaterThan(5);
  expect(pictures.filter((file) => !existsSync(new URL(file, folder)))).toEqual([]);
});

test('шаги: несколько в строке, часть экрана, точка внутри слов, строки таблицы', () => {
  expect(read('1. Нажмите **Из DOCX…**. В поле **Акт** введите `ФЗ от 06.10.2003`.\n\nПросто слова.')).toEqual([
    { act: 'press', name: 'Из DOCX…', within: undefined },
    { act: 'type', name: 'Акт', value: 'ФЗ от 06.10.2003', within: undefined },
  ]);
  expect(read('2. В части **Окно**: в списке **Вид** выберите **Один**.')).toEqual([
    { act: 'choose', name: 'Вид', value: 'Один', within: 'Окно' },
  ]);
  expect(read('3. В поле **Строки** вставьте строки:\n\n   ```\n   Имя | Дата | да\n   ```\n')).toEqual([
    { act: 'paste', name: 'Строки', value: 'Имя\tДата\tда', within: undefined },
  ]);
  expect(() => readTutorial('Слова\n\n1. Нажмите куда-нибудь.')).toThrow(/^Строка 3: .*Нажмите куда-нибудь/);
});
