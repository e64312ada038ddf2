import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { regulationCli } from '../../core/src/regulation/cli.ts';
import { differences, type Json } from '../../core/src/rules.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
let draft: string;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
  const wanted = { kind: 'service', from: 'published', code: 'landPlotPlan' };
  draft = expected(await admin.post('/api/admin/drafts', wanted), 201).id;
});
afterAll(() => server.close());

/** Letters as they are drawn: a line may be broken and a word hyphenated anywhere. */
const bare = (text: string) => text.replace(/[\s\u00ad-]+/g, '');
const words = (bytes: Buffer) => bare(pdfText(bytes));

async function edit(change: (content: Json) => unknown, label: string): Promise<void> {
  const { content, revision } = expected(await admin.get(`/api/admin/drafts/${draft}`));
  const changes = differences(content as Json, change(content as Json) as Json);
  expected(await admin.post(`/api/admin/drafts/${draft}/steps`, { revision, steps: [{ label, changes }] }));
}

test('услуга текстом: каждая часть определения, PDF и DOCX из версии', async () => {
  const pdf = await admin.get('/api/admin/services/landPlotPlan/regulation');
  expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
  const text = words(pdf.bytes);
  for (const part of [
    'Содержание',
    'Версия 1 от',
    '1. Общие положения',
    '2.1. Срок предоставления услуги – 14 рабочих дней.',
    'Кадастровый номер земельного участка',
    'Спрашиваются, если выполняется «Результат выдаётся в МФЦ»',
    'Обстоятельства: Вид заявителя – физическое лицо или индивидуальный предприниматель',
    'Диспетчер: видит все заявления органа',
    'Из состояния «Зарегистрировано» в состояние «Принятие решения»',
    'По заявке № [номер заявления] на услугу',
    'Заявления хранятся постоянно. Основание: Номенклатура дел органа, градостроительные планы земельных участков [проверить].',
    'Внесено без сверки с текстом акта',
    'Срок хранения заявлений',
  ]) {
    expect(text).toContain(bare(part));
  }
  const docx = await admin.get('/api/admin/services/landPlotPlan/regulation?format=docx&version=1');
  expect([docx.status, docx.text.slice(0, 2)]).toEqual([200, 'PK']);
  expect(decodeURIComponent(docx.headers.get('content-disposition') ?? '')).toContain('Регламент услуги');
});

test('черновик текстом: что набрано, что не так, отличия от версии по пунктам', async () => {
  await edit((content) => {
    const service = content as { term: object; retention: object; documents: object[]; grounds: object[] };
    return {
      ...service,
      term: { ...service.term, days: 20 },
      retention: { years: 75, basis: 'Номенклатура дел' },
      documents: [
        ...service.documents,
        { code: 'scheme', title: 'Схема участка', needed: { '>': [{ var: 'area' }, 100] } },
        { code: 'odd', title: 'Странный документ', needed: { rule: 'noSuchRule' } },
      ],
      grounds: service.grounds.slice(1),
    };
  }, 'Правка');
  const whole = await admin.get(`/api/admin/drafts/${draft}/regulation`);
  expect(whole.status).toBe(200);
  expect(words(whole.bytes)).toContain(bare('Черновик на основе версии 1'));
  expect(words(whole.bytes)).toContain(bare('Замечания проверки определения'));
  const changed = words((await admin.get(`/api/admin/drafts/${draft}/regulation?since=1`)).bytes);
  expect(changed).toContain(bare('Срок предоставления услуги – 20 рабочих дней.'));
  expect(changed).toContain(bare('Срок хранения заявлений – 75 лет. Основание: Номенклатура дел.'));
  expect(changed).toContain(bare('Срок считается с 1 января года, следующего за годом'));
  expect(changed).toContain(bare('Схема участка. Обязателен, если значение «Площадь (кв. м)» больше 100.'));
  expect(changed).toContain(bare('изложить в следующей редакции'));
  expect(changed).not.toContain(bare('Общие положения'));
});

test('нет версии, чужой вид черновика, нет права: отказ словами', async () => {
  const none = await admin.get('/api/admin/services/landPlotPlan/regulation?version=99');
  expect([none.status, none.body.detail]).toEqual([404, 'У услуги «landPlotPlan» нет версии 99.']);
  expect((await admin.get('/api/admin/services/landPlotPlan/regulation?format=rtf')).status).toBe(400);
  const other = expected(
    await admin.post('/api/admin/drafts', { kind: 'workflow', from: 'published', code: 'short' }),
    201,
  );
  expect((await admin.get(`/api/admin/drafts/${other.id}/regulation`)).status).toBe(409);
  const registrar = await server.login('registrar');
  expect((await registrar.get('/api/admin/services/landPlotPlan/regulation')).status).toBe(403);
});

test('командная строка пишет тот же текст в файл', async () => {
  const lines: string[] = [];
  const output = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
  const file = join(mkdtempSync(join(tmpdir(), 'regulation-')), 'услуга.pdf');
  expect(await regulationCli(['archiveCertificate', file], server.deps, output)).toBe(0);
  expect(words(readFileSync(file))).toContain(bare('Сведения заявления'));
  expect(await regulationCli(['archiveCertificate', 'услуга.odt'], server.deps, output)).toBe(2);
  expect(await regulationCli(['archiveCertificate', file, '--since', 'вчера'], server.deps, output)).toBe(2);
  expect(lines.at(-1)).toContain('reglament regulation код файл.pdf');
});
