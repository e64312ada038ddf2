import { expect, test } from 'vitest';
import type { Block, DocumentModel } from '../document/document-model.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { type PaperSignature, stampedCopy } from './stamped-copy.ts';

const claim = {
  name: 'Ахметова Светлана Юрьевна',
  organisation: 'Управление городского хозяйства',
  serial: '01ab',
  validFrom: '2026-01-31T21:30:00.000Z',
  validTo: '2027-02-01T09:00:00.000Z',
  signedAt: null,
};
const valid = { status: 'valid', valid: true, text: 'Подпись верна' } as PaperSignature['verdict'];
const head: PaperSignature = {
  ...{ signers: [claim], verdict: valid, attorney: null, position: 'Начальник управления' },
  uploadedBy: { id: 'head', name: 'Ахметова С. Ю.' },
};
const executor: PaperSignature = {
  ...head,
  signers: [{ ...claim, name: 'Хабирова Лейла Маратовна', organisation: null, serial: null, validTo: null }],
  position: null,
  uploadedBy: { id: 'executor', name: 'Хабирова Л. М.' },
};
const facts = { timeZone: 'Europe/Moscow', approverId: 'executor' };

const text: Block = { type: 'paragraph', text: 'Разрешить вырубку.', align: 'justify', bold: false };
const approval: Block = {
  type: 'stamp',
  position: 'Инженер',
  name: 'Л. М. Хабирова',
  heading: 'УТВЕРЖДЕНО',
  lines: [],
};
const plan: Block = { type: 'heading', level: 2, text: 'Приложение', align: 'left' };
const model = (...blocks: Block[]): DocumentModel => ({
  title: 'Р',
  createdAt: '2026-03-02T09:00:00.000Z',
  letterhead: null,
  blocks,
});

const headMark = {
  type: 'stamp',
  position: 'Начальник управления',
  name: 'С.\u00a0Ю.\u00a0Ахметова',
  heading: 'ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ',
  lines: [
    'Сертификат 01ab',
    'Владелец Ахметова Светлана Юрьевна',
    // In the body's own time zone it is the next day already.
    'Действителен с 01.02.2026 по 01.02.2027',
  ],
};
const executorMark = {
  ...headMark,
  position: '',
  name: 'Л.\u00a0М.\u00a0Хабирова',
  lines: ['Сертификат без номера', 'Владелец Хабирова Лейла Маратовна', 'Действителен с 01.02.2026 по –'],
};

test.each([
  ['двое, за отметкой об утверждении', [text, approval, plan], [text, approval, executorMark, headMark, plan]],
  ['без отметки – в конце', [text], [text, executorMark, headMark]],
])('%s', (_what, blocks, marked) => {
  const copy = stampedCopy(model(...blocks), [executor, head], facts);
  expect(copy).toEqual({ ...model(...blocks), blocks: marked });
});

test('кто утвердил и подписал, назван один раз: отметка стоит на месте утверждения и говорит, когда оно было', () => {
  const lines = ['Хабирова Лейла Маратовна', 'Дата и время: 02.03.2026 12:00'];
  const copy = stampedCopy(model(text, { ...approval, lines }, plan), [head, executor], facts);
  const once = {
    ...executorMark,
    position: 'Инженер',
    lines: [...executorMark.lines, 'Утверждено. Дата и время: 02.03.2026 12:00'],
  };
  expect(copy.blocks).toEqual([text, once, headMark, plan]);
});

test('однофамилец утвердившего с тем же именем отвечает за себя сам', () => {
  const lines = ['Хабирова Лейла Маратовна', 'Дата и время: 02.03.2026 12:00'];
  const stamp = { ...approval, lines };
  const namesake = { ...executor, uploadedBy: { id: 'namesake', name: 'Хабирова Л. М.' } };
  const alone = stampedCopy(model(text, stamp), [namesake], facts);
  expect(alone.blocks).toEqual([text, stamp, executorMark]);
  const both = stampedCopy(model(text, stamp), [namesake, { ...executor, position: 'Инженер' }], facts);
  const approved = 'Утверждено. Дата и время: 02.03.2026 12:00';
  const once = { ...executorMark, position: 'Инженер', lines: [...executorMark.lines, approved] };
  expect(both.blocks).toEqual([text, once, executorMark]);
});

test('трое в одном файле подписи – три отметки; документ печатается', () => {
  const together = { ...head, signers: [claim, claim, claim] };
  const copy = stampedCopy(model(text), [together], facts);
  expect(copy.blocks.slice(1)).toEqual([headMark, headMark, headMark]);
  expect(renderPdf(copy).toString('latin1', 0, 5)).toBe('%PDF-');
});

test.each<[string, Partial<PaperSignature>, string]>([
  [
    'по доверенности',
    { attorney: { number: 'е7', until: '2027-01-09' } as PaperSignature['attorney'] },
    'Доверенность е7, действует по 09.01.2027',
  ],
  [
    'учебная',
    { verdict: { ...valid, training: true } as PaperSignature['verdict'] },
    'Учебная подпись, юридической силы не имеет',
  ],
  ['не проверена', { verdict: null }, 'Проверка: подпись не проверена'],
  [
    'центр неизвестен',
    { verdict: { status: 'untrusted', valid: false, text: 'Центр не признан' } as PaperSignature['verdict'] },
    'Проверка: Центр не признан',
  ],
])('%s: сказано в отметке', (_what, change, line) => {
  const { blocks } = stampedCopy(model(), [{ ...head, ...change }], facts);
  expect(blocks).toEqual([{ ...headMark, lines: [...headMark.lines, line] }]);
});
