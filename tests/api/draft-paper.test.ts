import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, type Json } from '../../core/src/rules.ts';
import { createApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
let draft: string;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
  const wanted = { kind: 'service', from: 'published', code: 'archiveCertificate' };
  draft = expected(await admin.post('/api/admin/drafts', wanted), 201).id;
});
afterAll(() => server.close());

const paper = (body: object, format = 'pdf') => admin.post(`/api/admin/drafts/${draft}/paper?format=${format}`, body);

test('пример: PDF и DOCX каждого шаблона, правка черновика видна сразу', async () => {
  const { content, revision } = expected(await admin.get(`/api/admin/drafts/${draft}`));
  const codes = Object.keys(content.templates);
  expect(codes.length).toBeGreaterThan(1);
  for (const template of codes) {
    const pdf = await paper({ template });
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    const docx = await paper({ template }, 'docx');
    expect([docx.status, docx.text.slice(0, 2)]).toEqual([200, 'PK']);
  }
  const [first = ''] = codes;
  const words = async () => pdfText((await paper({ template: first })).bytes).replace(/\s+/g, ' ');
  expect(await words()).not.toContain('Дописано');
  const body = [...content.templates[first].body, { type: 'paragraph', text: 'Дописано: {{applicant.name}}' }];
  const after = { ...content, templates: { ...content.templates, [first]: { ...content.templates[first], body } } };
  const changes = differences(content as Json, after as Json);
  expected(await admin.post(`/api/admin/drafts/${draft}/steps`, { revision, steps: [{ label: 'Абзац', changes }] }));
  expect(await words()).toContain('Дописано:');
});

test('чужой шаблон, чужая заявка, заявка на другую услугу: отказ словами', async () => {
  expect((await paper({ template: 'nowhere' })).status).toBe(404);
  const registrar = await server.login('super');
  const { id } = await createApplication(registrar);
  const unseen = await paper({ template: 'granted', applicationId: id });
  expect([404, 409]).toContain(unseen.status);
  expect((await paper({ template: 'granted', applicationId: '00000000-0000-4000-8000-000000000000' })).status).toBe(
    404,
  );
});

test('черновик по образцу: только услуги, и её называют; полей образца в нём нет', async () => {
  const begin = (body: object) => admin.post('/api/admin/drafts', { from: 'like', ...body });
  const like = { kind: 'service', code: 'landPlotPlan' };
  const { id } = expected(await begin({ ...like, title: 'Выдача справки' }), 201);
  const { content, code, baseVersion, findings } = expected(await admin.get(`/api/admin/drafts/${id}`));
  expect([code, baseVersion, content.title]).toEqual(['vydachaSpravki', null, 'Выдача справки']);
  expect(content.form.sections).toEqual([]);
  expect(findings.filter(({ level }: { level: string }) => level === 'error')).toEqual([]);
  expect((await begin(like)).status).toBe(400);
  expect((await begin({ kind: 'dictionary', code: 'mfc', title: 'Ещё' })).status).toBe(400);
  expect((await begin({ kind: 'service', code: 'nothing', title: 'Ещё' })).status).toBe(422);
});
