import { expect, test } from 'vitest';
import { dateText, initialsOf, instantText, moneyText, plural, shortName, sizeText, todayIn } from './format.ts';

test('dates are written the Russian way, in the zone of the body', () => {
  expect(dateText('2026-03-05')).toBe('05.03.2026');
  expect(dateText(null)).toBe('—');
  expect(instantText('2026-03-05T21:30:00Z', 'Europe/Moscow')).toBe('06.03.2026, 00:30');
  expect(todayIn('Asia/Vladivostok', new Date('2026-03-05T15:00:00Z'))).toBe('2026-03-06');
});

test.each([
  [1, '1 заявка'],
  [3, '3 заявки'],
  [11, '11 заявок'],
  [21, '21 заявка'],
])('%i', (count, text) => expect(plural(count, ['заявка', 'заявки', 'заявок'])).toBe(text));

test('sizes, money, names', () => {
  expect([sizeText(14), sizeText(53_000), sizeText(1_500_000)]).toEqual(['14 Б', '52 КБ', '1,4 МБ']);
  expect(moneyText(123_450).replace(/\s/g, ' ')).toBe('1 234,50 ₽');
  expect(shortName({ surname: 'Иванова', name: 'Анна', patronymic: 'Петровна' })).toBe('Иванова А. П.');
  expect(shortName({ surname: 'Ли', name: 'Ян', patronymic: null })).toBe('Ли Я.');
  expect(initialsOf('Иванова Анна Петровна')).toBe('Иванова\u00a0А.\u00a0П.');
});
