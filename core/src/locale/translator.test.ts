import { expect, test, vi } from 'vitest';
import { translatorOf, vocabularyOf } from './translator.ts';

const vocabulary = vocabularyOf([
  { 'Заявка не найдена': 'Application not found', '{0} и ещё {1}': '{0} and {1} more' },
  {
    'Заявка не найдена': 'No such application',
    'Заявку уже изменили{0}. Обновите страницу: сейчас она в состоянии «{1}»':
      'The application was already changed{0}. Refresh the page: it is now in the state “{1}”',
    'Это действие выполняет {0}': 'Done by: {0}',
    'Срок — {0}.': 'The term is {0}.',
    'рабочих дней': 'working days',
    'рабочий день': '{:working day|working days}',
    'Сегодня остался {0}': 'Left today: {0}',
    'Последний день срока — {0}.': 'The last day of the term is {0}.',
    суббота: 'Saturday',
    'Укажите {0}': 'Give {0}',
    'По заявке № {} пришло сообщение': 'A message came for application No. {}',
    'значение {0}': 'value {0}',
    больше: 'above',
    и: 'and',
    или: 'or',
    'не заполнено {0}{1}': 'not filled in {0}{1}',
    'В {0} должно быть только {1}, а есть {2}': '{0} must have only {1}, and it has {2}',
    'Файл не принят': 'The file was not accepted',
    'по {0}': 'until {0}',
    'СНИЛС не указан': 'No SNILS given',
  },
]);
const words = { Новая: 'New', Исполнитель: 'Executor', Регистратор: 'Registrar', Площадь: 'Area' };
const say = translatorOf(vocabulary, words);

test.each([
  ['целиком; говорит последний каталог', 'Заявка не найдена', 'No such application'],
  ['с другой буквы', 'заявка не найдена', 'no such application'],
  ['сокращение остаётся прописным', 'СНИЛС не указан', 'No SNILS given'],
  ['слово определения', 'Новая', 'New'],
  ['один', 'Сегодня остался 1 рабочий день', 'Left today: 1 working day'],
  ['по-русски один, по-английски много', 'Сегодня остался 21 рабочий день', 'Left today: 21 working days'],
  ['форм не различает то, что набрано человеком', 'Срок — {:one|two}.', 'The term is {:one|two}.'],
  [
    'со значениями, одно из которых – слово определения',
    'Заявку уже изменили (Иванов И. И.). Обновите страницу: сейчас она в состоянии «Новая»',
    'The application was already changed (Иванов И. И.). Refresh the page: it is now in the state “New”',
  ],
  ['пустое значение', 'Заявку уже изменили. Обновите страницу: сейчас она в состоянии «Моё»', null],
  ['роли через «или»', 'Это действие выполняет исполнитель или регистратор', 'Done by: executor or registrar'],
  ['число и слово', 'Срок — 14 рабочих дней.', 'The term is 14 working days.'],
  [
    'дата и день недели',
    'Последний день срока — 28.11.2026 (суббота).',
    'The last day of the term is 28.11.2026 (Saturday).',
  ],
  [
    'номер заявки остаётся номером',
    'По заявке № УГХ-2026-000001 пришло сообщение',
    'A message came for application No. УГХ-2026-000001',
  ],
  [
    'предложение условия',
    'Значение «Площадь» (120) больше 100 и не заполнено «Площадь».',
    'Value “Area” (120) above 100 and not filled in “Area”.',
  ],
  [
    'порядок мест в английском свой',
    'В Body должно быть только Id, а есть Name',
    'Body must have only Id, and it has Name',
  ],
  [
    'предложение за предложением',
    'Файл не принят: Заявка не найдена',
    'The file was not accepted: No such application',
  ],
  ['написал человек', 'Прошу и площадь больше', 'Прошу и площадь больше'],
  ['короткий образец ничего не доказывает', 'по просьбе соседей', 'по просьбе соседей'],
  ['начало известно, остальное – нет', 'Файл не принят: он мне не нравится', 'Файл не принят: он мне не нравится'],
  ['имя, как у объекта языка', 'constructor и toString', 'constructor and toString'],
  ['уже по-английски', 'Application not found', 'Application not found'],
])('%s', (_, russian, english) => {
  if (english === null) expect(say(russian)).toContain('changed. Refresh the page: it is now in the state “Моё”');
  else expect(say(russian)).toBe(english);
});

test('чужой длинный текст не разбирают', () => {
  const long = `${'и '.repeat(5000)}и`;
  expect(say(long)).toBe(long);
});

test('что набрал человек, разбирается за один проход: длинное и составленное из слов образцов – тоже', () => {
  const many = {
    'Было с {0} до {1}{2}. Сдвиг — {3}.': 'It was from {0} to {1}{2}. Shift: {3}.',
    '{0}: {1}. {2}': '{0}: {1}. {2}',
  };
  const hostile = translatorOf(vocabularyOf([many]), {});
  for (const unit of [' до а. Сдвиг — ', 'а: б. ', 'Было с а до б. ']) {
    const text = `Было с ${unit.repeat(300)}`.slice(0, 3900);
    const tries = vi.spyOn(String.prototype, 'indexOf');
    expect(hostile(text)).toContain(unit.trim());
    expect(tries.mock.calls.length).toBeLessThan(20_000);
    tries.mockRestore();
  }
});
