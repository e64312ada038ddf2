import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemoEmulators } from '../../core/src/demo/emulators.ts';
import { readDemo } from '../../core/src/demo/seed.ts';
import type { Emulators } from '../../core/src/emulator/keeper.ts';
import { act, createApplication, expected, upload } from '../support/factories.ts';
import { askUntil } from '../support/registry.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let emulators: Emulators;
beforeAll(async () => {
  server = await startServer();
  emulators = await openDemoEmulators(server.deps, server.deps.config.definitionsDir);
});
afterAll(async () => {
  await server?.close();
  await emulators?.close();
});

test('в демонстрации запрос выписки уходит через СМЭВ, ответ приходит с файлом, верными подписями и записью обмена', async () => {
  const clerk = await server.login('super');
  const { applicants } = await readDemo(server.deps.config.definitionsDir);
  const draft = await createApplication(clerk, { applicant: applicants.brickworks });
  const card = await act(clerk, draft, ['register', {}]);
  const { question } = expected(await clerk.get(`/api/applications/${card.id}/request-forms/egrul`));
  expect(question).toMatchObject({ zaprosYulKind: 'ОГРН', ogrn: applicants.brickworks?.ogrn });
  const view = await askUntil(clerk, card, { entry: 'egrul', question });
  const { ogrn, inn } = applicants.brickworks ?? {};
  const title = 'ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ "ВЕРХНЕРЕЧЕНСКИЙ КИРПИЧ"';
  expect(view).toMatchObject({ status: 'answered', answer: { ogrn, inn } });
  expect(JSON.stringify(view.answer)).toContain(JSON.stringify(title).slice(1, -1));
  expect(view.files.map(({ name, purpose }) => `${purpose} ${name}`)).toEqual(['answer Выписка_из_ЕГРЮЛ.txt']);
  const { items: deliveries } = expected(await clerk.get(`/api/requests/${view.id}/deliveries`));
  expect(deliveries.at(-1)).toMatchObject({ status: 'accepted', verdicts: [{ valid: true }, { valid: true }] });
  const { items: exchanges } = expected(await clerk.get(`/api/requests/${view.id}/exchanges`));
  expect(exchanges).toContainEqual(
    expect.objectContaining({ method: 'POST', status: '200', sent: true, received: true }),
  );
});

test('в демонстрации есть и поставщик по OpenAPI: вопрос заполнен из заявки, ответ приходит', async () => {
  const clerk = await server.login('city.super');
  const { tests = [] } = server.deps.definitions.latest('service', 'constructionNotice').content;
  const { answers, documents: [document = ''] = [] } = tests[0] ?? {};
  const draft = await createApplication(clerk, { service: 'constructionNotice', answers });
  await upload(clerk, draft.id, { name: 'Схема.txt', purpose: 'document', document });
  const card = await act(clerk, draft, ['register', {}]);
  const { question } = expected(await clerk.get(`/api/applications/${card.id}/request-forms/plotRegistry`));
  expect(question).toEqual({ cadastralNumber: '73:24:010203:45' });
  expect(await askUntil(clerk, card, { entry: 'plotRegistry', question })).toMatchObject({
    answer: { found: true, plots: [{ area: 612.5 }] },
  });
  const none = { cadastralNumber: '73:24:010203:46' };
  expect(await askUntil(clerk, card, { entry: 'plotRegistry', question: none })).toMatchObject({
    answer: { found: false },
  });
});
