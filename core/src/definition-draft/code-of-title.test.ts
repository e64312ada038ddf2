import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOfTitle } from './code-of-title.ts';

const none = new Set<string>();

test.each([
  ['Вид работ', 'vidRabot'],
  ['Кадастровый номер земельного участка', 'kadastrovyyNomerZemelnogo'],
  ['СНИЛС', 'snils'],
  ['2-й адрес', 'yAdres'],
  ['Площадь, м²', 'ploschadM'],
  ['!!!', 'field'],
  ['Я', 'ya'],
  ['Status', 'status2'],
  ['Constructor', 'constructor2'],
])('«%s» – %s', (title, code) => expect(codeOfTitle(title, none)).toBe(code));

test('занятое не повторяется и в другом регистре', () => {
  expect(codeOfTitle('Вид работ', new Set(['vidrabot', 'vidRabot2']))).toBe('vidRabot3');
});

test('любой заголовок даёт код формата', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { maxLength: 3 }), (title, taken) => {
      const code = codeOfTitle(title, new Set(taken));
      expect(code).toMatch(/^[a-z][a-zA-Z0-9]{1,39}$/);
      expect(taken).not.toContain(code);
    }),
  );
});
