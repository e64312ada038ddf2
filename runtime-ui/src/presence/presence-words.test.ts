import { describe, expect, test } from 'vitest';
import { initialsOf, newsOf, type Present, shortName } from './presence-words.ts';

test.each([
  ['Петрова Анна Сергеевна', 'ПА', 'Петрова А. С.'],
  ['Ли Хан', 'ЛХ', 'Ли Х.'],
  ['Мадонна', 'М', 'Мадонна'],
  ['', '', ''],
])('%s', (name, initials, short) => {
  expect([initialsOf(name), shortName(name)]).toEqual([initials, short]);
});

describe('о новом говорится один раз', () => {
  const anna: Present = { id: 'a', name: 'Петрова Анна', doing: 'viewing' };
  const boris: Present = { id: 'b', name: 'Юдин Борис', doing: 'deciding' };
  test.each<[string, Present[], Present[], string | undefined]>([
    ['пришёл', [], [anna], 'Эта же заявка открыта: Петрова А. смотрит'],
    ['пришёл ещё один', [anna], [anna, boris], 'Эта же заявка открыта: Юдин Б. готовит решение'],
    ['занялся другим', [anna], [{ ...anna, doing: 'editing' }], 'Эта же заявка открыта: Петрова А. правит данные'],
    ['ушёл', [anna, boris], [anna], undefined],
    ['всё то же', [anna], [anna], undefined],
  ])('%s', (...[, before, now, said]) => expect(newsOf(before, now)).toBe(said));
});
