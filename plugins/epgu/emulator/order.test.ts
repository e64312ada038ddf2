import { describe, expect, test } from 'vitest';
import type { CancelResult } from '../wire/order-answer.ts';
import { changedAnswers, type Order, type Told, withTold } from './order.ts';

const order: Order = {
  ...{ id: '1', person: 'p', applicant: {}, answers: {}, documents: [], events: [] },
  ...{ body: { code: 'city', title: 'Город' }, service: { code: 's', title: 'Услуга' } },
  ...{ meaning: 'sent', mayCancel: true, mayWrite: true },
};
const at = '2026-03-02T09:00:00.000Z';
const status = (code: string): Told => ({ kind: 'status', code, text: 'Слова', files: [] });
const change = (more: object): Told => ({
  kind: 'answer',
  answer: { kind: 'change', orderId: '1', code: '6', ...more },
  files: [],
});
const cancelled = (result: CancelResult): Told => ({
  kind: 'answer',
  answer: { kind: 'cancel', orderId: '1', result },
  files: [],
});

describe('что становится с заявлением', () => {
  test.each([
    ['принято', status('6'), { meaning: 'working', mayCancel: true }, 'Принято в работу'],
    ['на доработку', status('15'), { meaning: 'correct', mayCancel: true }, 'Нужно исправить заявление'],
    ['оказана', status('3'), { meaning: 'done', mayCancel: false }, 'Услуга оказана'],
    ['отказ', status('4'), { meaning: 'refused', mayCancel: false }, 'Отказано в услуге'],
    ['неизвестный код', status('777'), { meaning: 'working' }, 'Слова'],
    [
      'без слов',
      { kind: 'status', code: '', text: '', files: [] } as Told,
      { meaning: 'working' },
      'Состояние изменилось',
    ],
    ['код ведомства', change({ code: '3', isOwnCode: true }), { meaning: 'working' }, 'Состояние изменилось'],
    ['отзыв запрещён', change({ cancelAllowed: false }), { mayCancel: false, mayWrite: true }, 'Принято в работу'],
    ['писать нельзя', change({ sendMessageAllowed: false }), { mayCancel: true, mayWrite: false }, 'Принято в работу'],
    ['отозвано', cancelled('CANCELLED'), { meaning: 'cancelled', mayCancel: false }, 'Заявление отозвано'],
    [
      'рассматривается',
      cancelled('IN_PROGRESS'),
      { meaning: 'sent', mayCancel: false },
      'Отзыв заявления рассматривается',
    ],
    ['в отзыве отказано', cancelled('REJECTED'), { meaning: 'sent', mayCancel: true }, 'В отзыве заявления отказано'],
    ['не доставлено', { kind: 'rejected', text: 'Нет' } as Told, { meaning: 'sent' }, 'Сообщение не доставлено'],
  ] as const)('%s', (...[, told, expected, title]) => {
    const changed = withTold(order, told, at);
    expect(changed).toMatchObject(expected);
    expect(changed.events).toMatchObject([{ at, title }]);
  });
});

test.each([
  [{ a: 1, b: { x: 1, y: 2 } }, { b: { y: 2, x: 1 }, a: 1 }, {}],
  [{ a: 1 }, { a: 2 }, { a: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }, { b: null }],
  [{}, { rows: [1] }, { rows: [1] }],
])('изменённое из %j и %j', (before, after, changed) => expect(changedAnswers(before, after)).toEqual(changed));
