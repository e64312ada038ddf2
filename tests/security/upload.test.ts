import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDraft, upload } from '../support/draft.ts';
import { HOSTILE_NAMES } from '../support/hostile-names.ts';
import type { Client } from '../support/http-client.ts';
import { pdfBytes } from '../support/sample-bytes.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { REFUSED } from '../support/upload-samples.ts';

let server: TestServer;
let registrar: Client;
let application: string;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  application = (await newDraft(registrar)).id;
});
afterAll(() => server.close());

describe('враждебные файлы', () => {
  test('их не меньше тридцати', () => {
    expect(REFUSED.length).toBeGreaterThanOrEqual(30);
  });

  test.each(REFUSED)('$what: отказ с кодом, заявка не изменилась', async ({ name, make }) => {
    const content = make();
    const started = performance.now();
    const answer = await upload(registrar, application, { name, content });
    // The figure is 2 s; ten times as much would be hanging.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(answer.status, answer.text).toBe(422);
    expect(answer.body.code).toBe('fileRefused');
    expect((await registrar.get(`/api/applications/${application}/files`)).body.items).toEqual([]);
  });
});

describe('враждебные имена', () => {
  test.each(HOSTILE_NAMES.filter(([given]) => given !== '' && !given.includes('\0')))(
    '%j обезврежено',
    async (name, kept) => {
      const { id } = await newDraft(registrar);
      const { status, body } = await upload(registrar, id, { name, content: pdfBytes() });
      expect(status).toBe(201);
      expect(body.name).toBe(kept);
      const { headers } = await registrar.get(`/api/files/${body.id}/content`);
      expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''[!-~]+$/);
      expect(headers.get('Set-Cookie') ?? '').not.toContain('x=1');
    },
  );

  test('имя с нулевым знаком не принято', async () => {
    const answer = await upload(registrar, application, { name: 'a\0.pdf', content: pdfBytes() });
    expect(answer.status).toBe(400);
  });
});
