import { expect, test } from 'vitest';
import { explain, sentenceOf } from './explain.ts';

const rules = { far: { title: 'Далеко', rule: { '>': [{ var: 'area' }, 1] } } };
const labels = { area: 'Площадь', wind: 'Нужен ветер', from: 'Начало', to: 'Конец' };

/** Each beside what it says of an application, where nothing is answered yet. */
test.each([
  [{ '>': [{ var: 'area' }, 100] }, 'Значение «Площадь» больше 100.'],
  [{ var: 'wind' }, 'Отмечено «Нужен ветер».'],
  [{ '!': [{ rule: 'far' }] }, 'Не выполняется «Далеко».'],
  [{ '<': [{ var: 'to' }, { today: [] }] }, 'Значение «Конец» раньше, чем сегодня.'],
  [{ '>=': [{ var: 'to' }, { date: [{ var: 'from' }] }] }, 'Значение «Конец» не раньше, чем «Начало».'],
  [{ var: 'case.hasRepresentative' }, 'За заявителя действует представитель.'],
])('%j – %s', (rule, words) => {
  const context = { today: '2026-01-01', rules, labels } as never;
  expect(sentenceOf(rule, context)).toBe(words);
  expect(explain(rule, { ...(context as object), data: {} } as never)).toMatch(/^.{5,}\.$/);
});
