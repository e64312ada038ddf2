import { describe, expect, it } from 'vitest';
import type { Block } from '../document/document-model.ts';
import { changeDocument } from './change-text.ts';
import type { Chapter, Clause, Regulation } from './clause.ts';

const text = (chapters: readonly Chapter[]): Regulation => ({ title: 'Услуга', subtitle: ['Версия'], chapters });
const chapter = (key: string, ...clauses: Clause[]): Chapter => ({ key, title: `Глава ${key}`, clauses });
const point = (key: string, words = key): Clause => ({ key, text: words });
const table = (...rows: string[][]): Clause => ({
  key: 'fields',
  text: 'Поля:',
  table: {
    columns: [
      { title: 'Имя', width: 1 },
      { title: 'Когда', width: 1 },
    ],
    rows,
  },
});

function said(before: Chapter[], after: Chapter[]): string[] {
  const { blocks } = changeDocument(text(before), text(after), new Date(0));
  return blocks.slice(3).flatMap((block: Block) => ('text' in block ? [block.text] : []));
}

describe('отличия двух текстов', () => {
  it.each<[string, Chapter[], Chapter[], string[]]>([
    ['одинаковые', [chapter('a', point('x'))], [chapter('a', point('x'))], ['Отличий нет.']],
    [
      'пункт изложен иначе, номер – прежний и новый',
      [chapter('a', point('x', 'было'))],
      [chapter('a', point('new'), point('x', 'стало'))],
      [
        '1) Главу «Глава a» дополнить пунктом:',
        '1.1. new',
        '2) Пункт 1.1 изложить в следующей редакции:',
        '1.2. стало',
      ],
    ],
    [
      'пункт исключён',
      [chapter('a', point('x'), point('y'))],
      [chapter('a', point('y'))],
      ['1) Пункт 1.1 исключить: «x»'],
    ],
    [
      'глава исключена и глава добавлена',
      [chapter('a', point('x')), chapter('b', point('y'))],
      [chapter('a', point('x')), chapter('c', point('z'))],
      [
        '1) Главу 2 «Глава b» исключить.',
        '2) Дополнить главой 2 «Глава c».',
        '3) Главу «Глава c» дополнить пунктом:',
        '2.1. z',
      ],
    ],
    [
      'строки таблицы по первой ячейке',
      [chapter('a', table(['один', 'всегда'], ['два', 'всегда']))],
      [chapter('a', table(['один', 'никогда'], ['три', 'иногда']))],
      [
        '1) Из таблицы пункта 1.1 исключить строку «два».',
        '2) В таблице пункта 1.1 изложить строку «один»: Когда – никогда',
        '3) Таблицу пункта 1.1 дополнить строкой «три»: Когда – иногда',
      ],
    ],
    ['отметки «проверить» – не текст', [chapter('marks', point('x'))], [], ['Отличий нет.']],
  ])('%s', (...[, before, after, expected]) => {
    expect(said(before, after)).toEqual(expected);
  });
});
