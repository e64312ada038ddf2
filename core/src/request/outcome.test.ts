import type { Outcome, RequestKind } from '@reglament/sdk';
import { expect, test } from 'vitest';
import { judgeOutcome } from './outcome.ts';
import type { RequestRecord } from './request.model.ts';

const answer: RequestKind['answer'] = {
  schema: {
    type: 'object',
    properties: {
      found: { type: 'boolean', title: 'Сведения найдены' },
      text: { type: 'string', title: 'Ответ', maxLength: 10 },
    },
    required: ['found'],
  },
  sections: [{ code: 'answer', title: 'Ответ', fields: ['found', 'text'] }],
};
const kind: RequestKind = {
  version: '1',
  title: 'Выписка',
  group: 'Запросы',
  question: () => ({ schema: { type: 'object', properties: {} }, sections: [] }),
  answer,
  signedBy: 'none',
};
const now = new Date('2026-03-02T09:00:00Z');

const judge = (outcome: Outcome, status: RequestRecord['status'] = 'waiting', known: RequestKind | undefined = kind) =>
  judgeOutcome({ request: { status } as RequestRecord, outcome, kind: known, now });

test('ответ по форме завершает запрос', () => {
  expect(judge({ status: 'answered', answer: { found: false, text: 'нет' } })).toEqual({
    verdict: 'applies',
    event: 'answer',
    changes: {
      status: 'answered',
      answer: { found: false, text: 'нет' },
      answeredAt: now,
      lastExchangeAt: now,
      resultText: 'Ответ получен',
      errorCode: null,
      interimText: null,
    },
  });
});

test.each([
  ['пуст', {}, 'Сведения найдены'],
  ['без обязательного «да» или «нет»', { found: null }, 'Сведения найдены'],
  ['длиннее, чем бывает', { found: true, text: 'x'.repeat(11) }, 'Ответ'],
  ['с полем, которого нет', { found: true, other: 1 }, 'other'],
  ['не набор полей', [true], 'не набор полей'],
  ['не значение', null, 'не набор полей'],
])('ответ, который %s, не годится, и сказано почему', (_, given, word) => {
  const judged = judge({ status: 'answered', answer: given });
  expect(judged).toMatchObject({ verdict: 'unfit', reason: expect.stringContaining(word) });
});

test.each(['answered', 'refused', 'cancelled'] as const)('после завершения (%s) ответ опоздал', (status) => {
  expect(judge({ status: 'answered', answer: { found: true } }, status)).toEqual({ verdict: 'late' });
});

test('промежуточный ответ оставляет ждать, отказ завершает словами поставщика', () => {
  expect(judge({ status: 'interim', text: 'В обработке' })).toMatchObject({
    event: 'interim',
    changes: { status: 'waiting', interimText: 'В обработке' },
  });
  expect(judge({ status: 'refused', code: 'NO_DATA', reason: 'Нет сведений' })).toMatchObject({
    event: 'refuse',
    changes: { status: 'refused', errorCode: 'NO_DATA', resultText: 'Нет сведений' },
  });
});
