import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RequestView } from '../../core/src/api.gen.ts';
import { type DemoEmulators, openDemoEmulators } from '../../core/src/demo/emulators.ts';
import { act, createApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { newOrganisationIds } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let emulators: DemoEmulators;
let clerk: Client;
beforeAll(async () => {
  server = await startServer();
  emulators = await openDemoEmulators(server.deps, server.deps.config.definitionsDir);
  clerk = await server.login('super');
});
afterAll(async () => {
  await emulators.close();
  await server.close();
});

test('на первом запуске запрос в ФНС уходит в СМЭВ и получает ответ с файлом', async () => {
  expect(emulators.titles).toEqual(['СМЭВ 3']);
  const applicant = {
    kind: 'organisation' as const,
    title: 'ООО «Тихая заводь»',
    email: 'zavod@example.org',
    ...newOrganisationIds(),
  };
  const draft = await createApplication(clerk, { applicant });
  const { id } = await act(clerk, draft, ['register', {}]);
  const { question } = expected(await clerk.get(`/api/applications/${id}/request-forms/egrul`));
  expect(question).toMatchObject({ zaprosYulKind: 'ОГРН', ogrn: applicant.ogrn });
  const body = { entry: 'egrul', key: randomUUID(), question, send: true };
  const sent: RequestView = expected(await clerk.post(`/api/applications/${id}/requests`, body), 201);
  const view = await vi.waitFor(
    async () => {
      const now: RequestView = expected(await clerk.get(`/api/requests/${sent.id}`));
      expect(now.status, JSON.stringify(now)).toBe('answered');
      return now;
    },
    { timeout: 50_000, interval: 100 },
  );
  expect(JSON.stringify(view)).toContain('ВЕРХНЕРЕЧЕНСКИЙ ЛЕС');
  expect(JSON.stringify(view)).toContain('Выписка_из_ЕГРЮЛ');
});
