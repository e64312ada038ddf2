import { expect, test } from 'vitest';
import {
  type ElkAnswer,
  type ElkOrder,
  elkProblems,
  readElkAnswer,
  readElkOrder,
  writeElkAnswer,
  writeElkOrder,
} from './elk-status.ts';

const at = new Date('2026-03-02T09:00:00.000Z');

const orders: readonly ElkOrder[] = [
  { operation: 'Update', orderId: '764512340987', history: [{ status: '6', at, comment: 'Принято', attachments: [] }] },
  {
    operation: 'Create',
    orderId: '1',
    env: 'SVCDEV',
    history: [
      { status: '2', at, attachments: [] },
      {
        status: '3',
        at,
        attachments: [
          {
            uuid: '5f2b1c1e-0000-4000-8000-000000000001',
            fileName: 'Разрешение.pdf',
            mimeType: 'application/pdf',
            signature: Uint8Array.of(1, 2, 3),
          },
          { uuid: 'u2', docTypeId: '7', fileName: 'Приложение.docx', mimeType: 'application/octet-stream' },
        ],
      },
    ],
  },
];

test.each(orders)('$operation: подходит под схему и читается тем же', (order) => {
  const xml = writeElkOrder(order);
  expect(elkProblems(xml)).toEqual([]);
  expect(readElkOrder(xml)).toEqual(order);
});

const answers: readonly ElkAnswer[] = [
  { status: 'ok', orderId: '1' },
  { status: 'error', message: 'Заявления нет' },
];

test.each(answers)('ответ $status: подходит под схему и читается тем же', (answer) => {
  const xml = writeElkAnswer(answer);
  expect(elkProblems(xml)).toEqual([]);
  expect(readElkAnswer(xml)).toEqual(answer);
});

test.each([['<a xmlns="urn:a"/>'], ['нет'], [writeElkAnswer({ status: 'ok' })]])('%s – не статус', (xml) => {
  expect(readElkOrder(xml)).toBeUndefined();
});
test('статус – не ответ', () =>
  expect(readElkAnswer(writeElkOrder({ operation: 'Update', orderId: '1', history: [] }))).toBeUndefined());
test('состояния нет: схема называет, чего не хватает', () => {
  expect(elkProblems(writeElkOrder({ operation: 'Update', orderId: '1', history: [] })).join()).toContain(
    'statusHistory',
  );
});
