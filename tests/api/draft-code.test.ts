import { afterAll, beforeAll, expect, test } from 'vitest';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
});
afterAll(() => server?.close());

test('названия начинаются одинаково: код второй услуги – свой, хотя первая ещё не опубликована', async () => {
  const like = { kind: 'service', from: 'like', code: 'landPlotPlan' };
  const codes = [];
  for (const wanted of [
    { kind: 'service', from: 'blank', title: 'Предоставление разрешения на земляные работы' },
    { kind: 'service', from: 'blank', title: 'Предоставление разрешения на ввод объекта' },
    { ...like, title: 'Предоставление разрешения на снос' },
  ]) {
    const { id } = expected(await admin.post('/api/admin/drafts', wanted), 201);
    codes.push(expected(await admin.get(`/api/admin/drafts/${id}`)).code);
  }
  expect(codes).toEqual([
    'predostavlenieRazresheniyaNa',
    'predostavlenieRazresheniyaNa2',
    'predostavlenieRazresheniyaNa3',
  ]);
  // A code that somebody gave is taken as it is, or refused.
  const given = { kind: 'service', from: 'blank', title: 'Другая', code: 'predostavlenieRazresheniyaNa' };
  expect((await admin.post('/api/admin/drafts', given)).status).toBe(409);
});
