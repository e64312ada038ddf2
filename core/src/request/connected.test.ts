import { describe, expect, test } from 'vitest';
import { disconnectedReason } from './connected.ts';

const smev = { plugin: 'smev3', title: 'СМЭВ 3' };
const off = { plugin: 'smev3', title: 'СМЭВ города', enabled: false };

const other = { plugin: 'regional', title: 'Р-сведения', enabled: true };

describe('почему через модуль ничего не спросить', () => {
  test.each([
    { what: 'модуля нет', exchange: { ...smev, title: undefined }, own: [], words: 'Модуль «smev3» не установлен' },
    { what: 'подключения нет', exchange: smev, own: [other], words: 'Подключение «СМЭВ 3» не настроено' },
    { what: 'подключение выключено', exchange: smev, own: [off], words: 'Подключение «СМЭВ города» выключено' },
  ])('$what', ({ exchange, own, words }) => {
    const reason = disconnectedReason(exchange, own);
    expect(reason).toContain(words);
    expect(reason).toMatch(/администратор/);
  });

  test('одного включённого довольно', () => {
    expect(disconnectedReason(smev, [off, { ...off, enabled: true }])).toBeUndefined();
  });
});
