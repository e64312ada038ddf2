import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { createTreeApplication, treeAnswers } from '../support/city.ts';
import { act, expected, person } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let executor: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('city.registrar');
  executor = await server.login('city.executor');
});
afterAll(() => server.close());

async function taken(changes: Record<string, unknown> = {}): Promise<ApplicationCard> {
  const registered = await act(registrar, await createTreeApplication(registrar, changes), ['register', {}]);
  return act(executor, registered, ['assignToMe', {}]);
}

async function counts(client: Client): Promise<Record<string, number>> {
  const { items } = expected(await client.get('/api/applications/waiting'));
  return Object.fromEntries(items.map((one: { kind: string; count: number }) => [one.kind, one.count]));
}

async function listed(client: Client, query: Record<string, string>): Promise<string[]> {
  const { items } = expected(await client.get(`/api/applications?${new URLSearchParams(query)}`));
  return items.map(({ id }: { id: string }) => id);
}

test('ждёт меня: назначенное, вернувшееся, скоро срок и просроченное; у заявителя – не ждёт', async () => {
  expect(await counts(executor)).toEqual({ all: 0, overdue: 0, dueSoon: 0, returned: 0, answers: 0, signature: 0 });
  const [plain, sent, decided] = [await taken(), await taken(), await taken()];
  expect(await counts(registrar)).toEqual({ all: 0, overdue: 0, dueSoon: 0, returned: 0, answers: 0, signature: 0 });
  expect(await counts(executor)).toMatchObject({ all: 3, returned: 0 });

  const rework = await act(executor, sent, ['sendBack', { comment: 'Приложите схему' }]);
  expect(await counts(executor)).toMatchObject({ all: 2 });
  await act(registrar, rework, ['enterCorrections', {}]);
  expect(await listed(executor, { waiting: 'returned' })).toEqual([sent.id]);

  const input = { text: 'Осмотр проведён.', message: 'Готово.' };
  const signing = await act(executor, decided, ['saveResult', { input }]);
  expect(await counts(executor)).toMatchObject({ all: 3, returned: 1, signature: 1 });
  await act(executor, signing, ['correctResult', {}]);
  expect((await listed(executor, { waiting: 'returned' })).toSorted()).toEqual([sent.id, decided.id].toSorted());

  const day = 24 * 3_600_000;
  const left = Date.parse(plain.dueDate ?? '') - server.deps.clock().getTime();
  server.clock.advance(Math.floor(left / day) * day);
  const later = await server.login('city.executor');
  expect(await counts(later)).toMatchObject({ overdue: 0, dueSoon: 3 });
  server.clock.advance(2 * day);
  expect(await counts(await server.login('city.executor'))).toMatchObject({ overdue: 3, dueSoon: 0 });
});

test('новый ответ на запрос ждёт, пока исполнитель не займётся заявкой', async () => {
  // The clock has been moved: earlier sessions are over.
  registrar = await server.login('city.registrar');
  executor = await server.login('city.executor');
  const card = await taken();
  await answerArrives(card.id);
  expect(await counts(executor)).toMatchObject({ answers: 1 });
  expect(await listed(executor, { waiting: 'answers' })).toEqual([card.id]);
  await act(executor, card, ['saveResult', { input: { text: 'Ответ учтён.', message: 'Готово.' } }]);
  expect(await counts(executor)).toMatchObject({ answers: 0 });
});

/** A row as the exchange leaves it: the list reads rows, whoever has written them. */
async function answerArrives(application: string): Promise<void> {
  await server.database.asOwner(async (trx) => {
    const row = await trx('application').where({ id: application }).first();
    await trx('request').insert({
      organisation_id: row.organisation_id,
      application_id: application,
      entry: 'check',
      type_code: 'check',
      type_version_id: row.service_version_id,
      plugin: 'check',
      kind: 'check',
      kind_version: '1',
      status: 'answered',
      author_id: row.executor_id,
      creation_key: application,
      answered_at: server.deps.clock(),
    });
  });
}

test('над столбцами ищут по адресу и посетителю; посетитель – кто сдал документы, иначе сам заявитель', async () => {
  const client = await server.login('city.registrar');
  const place = { ...(treeAnswers().place as object), text: 'г. Заозёрск, пр. Озёрный, д. 81' };
  const submittedBy = person({ surname: 'Посыльный', name: 'Пётр' });
  const { id } = await createTreeApplication(client, { submittedBy, answers: treeAnswers({ place }) });
  const own = await createTreeApplication(client, { applicant: person({ surname: 'Сама' }) });
  expect(await listed(client, { address: 'озёрный, д. 81' })).toEqual([id]);
  expect(await listed(client, { submittedBy: 'посыльный' })).toEqual([id]);
  expect(await listed(client, { submittedBy: 'сама' })).toEqual([own.id]);
});
