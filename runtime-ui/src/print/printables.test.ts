import { expect, test } from 'vitest';
import type { ApplicationCard, MessageView } from '../api.ts';
import { printables } from './printables.ts';

const file = (id: string, purpose: string, mediaType: string) => ({ id, purpose, mediaType, name: `${id}.pdf` });
const card = {
  id: 'one',
  receivedDocuments: [{ title: 'Паспорт' }],
  issue: { name: 'Ветрова Алла' },
  files: [
    file('plan', 'document', 'application/pdf'),
    file('table', 'attachment', 'text/csv'),
    file('decision', 'result', 'application/pdf'),
  ],
} as unknown as ApplicationCard;
const messages = [
  { id: 'letter', kind: 'notice', at: '2026-03-02T10:00:00.000Z' },
  { id: 'portal', kind: 'result', at: '2026-03-02T10:00:00.000Z' },
] as unknown as MessageView[];
const pathsOf = (all: readonly { path: string }[]) => all.map(({ path }) => path);

test('печатается всё, что идёт на бумагу, и ничего другого', () => {
  const { papers, letters, attachments } = printables({ card, messages, timeZone: 'Europe/Moscow' });
  expect(pathsOf(papers)).toEqual([
    '/applications/one/print',
    '/api/applications/one/receipt',
    '/api/files/decision/content',
    '/api/applications/one/issue-receipt',
  ]);
  expect(letters).toEqual([
    { key: 'letter', title: 'Письмо заявителю от 02.03.2026', path: '/api/notices/letter/letter' },
  ]);
  expect(pathsOf(attachments)).toEqual(['/api/files/plan/content']);
});

test('у черновика без бумаг – только сама заявка', () => {
  const draft = { ...card, receivedDocuments: [], issue: null, files: [] };
  const { papers, letters, attachments } = printables({ card: draft, messages: [], timeZone: 'Europe/Moscow' });
  expect([pathsOf(papers), letters, attachments]).toEqual([['/applications/one/print'], [], []]);
});

test('пока есть что платить и куда – сведения для уплаты', () => {
  const owing = { ...card, duty: { status: 'unpaid', amount: 500, left: 500, invoice: true } } as ApplicationCard;
  const paid = { ...card, duty: { status: 'paid', amount: 500, left: 0, invoice: false } } as ApplicationCard;
  const papersOf = (one: ApplicationCard) =>
    pathsOf(printables({ card: one, messages: [], timeZone: 'Europe/Moscow' }).papers);
  expect(papersOf(owing)).toContain('/api/applications/one/duty/invoice');
  expect(papersOf(paid)).not.toContain('/api/applications/one/duty/invoice');
});
