import type { Outcome } from '@reglament/sdk';
import { describe, expect, test } from 'vitest';
import type { ResponseMessage } from '../envelope/message.ts';
import { messageIdAt } from './message-id.ts';
import { outcomeOf } from './outcome.ts';
import { findMessageId } from './received-id.ts';

const message: ResponseMessage = {
  messageId: 'ac9fbf27-8b8c-11eb-9086-e2bf794ac2e9',
  metadata: { sender: {} },
  headers: [],
  references: [],
  accesses: [],
  attached: new Map(),
  signedBySmev: { element: 'Response' },
  signedBySender: { element: 'SenderProvidedResponseData' },
  rejections: [],
};
const answered: Outcome = { status: 'answered', answer: { found: true } };
const content = { namespace: 'urn:x', name: 'Answer', xml: '<a/>' };

describe('что значит ответ', () => {
  test.each<[string, Partial<ResponseMessage>, Partial<Record<string, unknown>>]>([
    ['сведения', { content }, answered as Partial<Record<string, unknown>>],
    [
      'отказ поставщика, две причины',
      {
        rejections: [
          { code: 'NO_DATA', description: 'нет в реестре' },
          { code: 'FAILURE', description: '' },
        ],
      },
      {
        status: 'refused',
        code: 'NO_DATA',
        reason: 'Поставщик ответил, что таких сведений нет: нет в реестре; У поставщика ошибка: сведения не получены',
      },
    ],
    [
      'состояние словами',
      { requestStatus: { code: '2', description: 'Готовится' } },
      { status: 'interim', text: 'Готовится' },
    ],
    [
      'состояние без слов',
      { requestStatus: { code: '2', description: '' } },
      { status: 'interim', text: 'Код состояния: 2' },
    ],
    [
      'СМЭВ: в очереди',
      { asyncStatus: { category: 'requestIsQueued' } },
      { status: 'interim', text: 'Запрос в очереди на проверку в СМЭВ' },
    ],
    [
      'СМЭВ: отклонено',
      {
        asyncStatus: {
          category: 'requestIsRejectedBySmev',
          details: 'не по схеме',
          fault: { description: 'SMEV-403:Бизнес-данные не по схеме', errors: ['нет поля doc'] },
        },
      },
      {
        status: 'refused',
        code: 'SMEV-403',
        reason: expect.stringMatching(/^СМЭВ отклонила запрос: SMEV-403:.*нет поля doc Содержание не соответствует/),
      },
    ],
    [
      'СМЭВ: ошибка при хорошем состоянии',
      { asyncStatus: { category: 'requestIsQueued', fault: { errors: [] } } },
      { status: 'refused' },
    ],
    [
      'СМЭВ: неизвестное состояние',
      { asyncStatus: { category: 'somethingNew' } },
      { status: 'refused', code: 'somethingNew' },
    ],
    ['ничего', {}, { status: 'unreadable' }],
  ])('%s', (_, facts, outcome) => expect(outcomeOf({ ...message, ...facts }, () => answered)).toMatchObject(outcome));
});

describe('имя сообщения', () => {
  test('версия 1, время – момента, строчными', () => {
    const now = new Date('2021-03-23T04:03:07.123Z');
    const id = messageIdAt(now);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const [low = '', middle = '', high = ''] = id.split('-');
    const steps = BigInt(`0x${high.slice(1)}${middle}${low}`) - 0x01b21dd213814000n;
    expect(Number(steps / 10_000n)).toBe(now.getTime());
  });
  test('в один миг – разные', () => {
    const now = new Date();
    expect(new Set(Array.from({ length: 10_000 }, () => messageIdAt(now))).size).toBe(10_000);
  });
});

describe('имя того, что не читается', () => {
  const id = '8ac9a002-c751-11eb-bc0d-001a4a165f5b';
  const other = '681e6b22-c751-11eb-b66e-218eae1a9246';
  test.each([
    [
      'обрезано за данными СМЭВ',
      `<R><MessageID>${other}</MessageID><MessageMetadata><ns2:MessageId>${id}</ns2:Mess`,
      id,
    ],
    ['обрезано до них', `<R><OriginalMessageId>${other}</OriginalMessageId><ns2:MessageID>${id}</ns2:MessageID><a`, id],
    ['UTF-16', Buffer.from(`<MessageMetadata><MessageId>${id}</MessageId>`, 'utf16le').toString('latin1'), id],
    ['имени нет', '<R><Original', undefined],
    ['имя другого сообщения', `<OriginalMessageId>${other}</OriginalMessageId>`, undefined],
  ])('%s', (_, text, found) => expect(findMessageId(Buffer.from(text, 'latin1'))).toBe(found));
});
