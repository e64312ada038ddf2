import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { canonicalText } from '../../core/src/definition/canonical.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { plugins as shipped } from '../../plugins/index.ts';
import type { Emulator } from '../../plugins/sdk/src/index.ts';
import { plugin as registry } from '../plugins/registry/plugin.js';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Requests over real HTTP to the registry of the tests, with everything that may happen on the way. */
const tuning = {
  ...usualTuning,
  breaker: { failures: 3, pause: 60_000, longest: 60_000 },
  patience: { first: 50, longest: 50, most: 1_000 },
  callTimeout: 2_000,
  pollShortest: 50,
  pollLongest: 200,
};

let server: TestServer;
let emulator: Emulator<{ url: string; token: string }>;
let clerk: Client;
let admin: Client;
let card: ApplicationCard;
beforeAll(async () => {
  const open = registry.emulator;
  if (open === undefined) throw new Error('the registry has an emulator');
  emulator = await open({ now: () => new Date() });
  server = await startServer({ plugins: [...shipped, registry], tuning, env: { PRIVATE_NETWORKS: '127.0.0.0/8' } });
  await publishRegistry();
  admin = await server.login('admin');
  const connection = { plugin: registry.id, code: 'registry', title: 'Реестр', settings: emulator.config };
  expected(await admin.post('/api/admin/connections', connection), 201);
  clerk = await server.login('super');
  card = await act(clerk, await createApplication(clerk, { applicant: personNumber(1) }), ['register', {}]);
});
afterAll(async () => {
  await server.close();
  await emulator.close();
});
beforeEach(() => emulator.play({ kind: 'answer' }));

/** The shipped service with one more request: an extract of the registry. */
async function publishRegistry(): Promise<void> {
  const { definitions } = server.deps;
  const by = { author: null, comment: null };
  const type = { format: 1, kind: 'requestType', code: 'registryExtract', title: 'Выписка', plugin: registry.id };
  const text = canonicalText({ ...type, requestKind: 'extract' });
  await publish(server.deps, { kind: 'requestType', code: 'registryExtract', text, ...by });
  const service = definitions.latest('service', 'landPlotPlan').content;
  const requests = [...(service.requests ?? []), { code: 'extract', type: 'registryExtract' }];
  await publish(server.deps, {
    kind: 'service',
    code: 'landPlotPlan',
    text: canonicalText({ ...service, requests }),
    ...by,
  });
}

async function send(): Promise<RequestView> {
  const body = { entry: 'extract', key: randomUUID(), question: { number: '1234-56' }, send: true };
  return expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
}

const read = async (id: string): Promise<RequestView> => expected(await clerk.get(`/api/requests/${id}`));

function until(id: string, status: string): Promise<RequestView> {
  return vi.waitFor(
    async () => {
      const view = await read(id);
      expect(view.status, JSON.stringify(view.resultText)).toBe(status);
      return view;
    },
    { timeout: 30_000, interval: 50 },
  );
}

const effects = (id: string) => emulator.effects.filter((one) => one.id === id).length;

async function kept(id: string, status = 'quarantine') {
  const { items } = expected(await admin.get(`/api/admin/deliveries?status=${status}&limit=100`));
  const { rows } = await server.database.execute('select id from delivery where request_id = $1', [id]);
  const own = new Set(rows.map((row) => (row as { id: string }).id));
  return items.filter((one: { id: string }) => own.has(one.id));
}

describe('запрос', () => {
  test('получает ответ с файлом, и вся история обращений видна', async () => {
    const { id } = await send();
    const view = await until(id, 'answered');
    expect(view).toMatchObject({ answer: { found: true }, statusTitle: 'Ответ получен' });
    expect(view.files.map(({ name, purpose }) => `${purpose} ${name}`)).toEqual(['answer Выписка.txt']);
    const { items } = expected(await clerk.get(`/api/requests/${id}/exchanges`));
    expect(items[0]).toMatchObject({ method: 'POST', status: '202', sent: true });
    const sent = await clerk.get(`/api/requests/${id}/exchanges/${items[0].id}/content?part=sent`);
    expect(JSON.parse(sent.text)).toMatchObject({ reference: id, question: { number: '1234-56' } });
    const { items: deliveries } = expected(await clerk.get(`/api/requests/${id}/deliveries`));
    expect(deliveries).toEqual([expect.objectContaining({ status: 'accepted', reason: null, verdicts: [] })]);
    const came = await clerk.get(`/api/requests/${id}/deliveries/${deliveries[0].id}/content`);
    expect(JSON.parse(came.text)).toMatchObject({ status: 'answered', answer: { found: true } });
    expect(came.headers.get('content-disposition')).toMatch(/^attachment; filename="message-.*\.json"$/);
    expect(effects(id)).toBe(1);
    const notices = expected(await clerk.get('/api/me/notices')).items;
    const text = `Получен ответ на запрос по заявке № ${card.number} (запрос № ${view.number})`;
    expect(notices.map((one: { text: string }) => one.text)).toContain(text);
  });

  test('ответ, который пришёл три раза, действует один', async () => {
    emulator.play({ kind: 'repeat', times: 3 });
    const { id } = await send();
    await until(id, 'answered');
    await vi.waitFor(() => expect(emulator.waiting()).toBe(0), { timeout: 30_000 });
    const { rows } = await server.database.execute(
      `select type, count(*)::int as count from application_event e join application_event_payload p on p.event_id = e.id
       where p.text like $1 and type = 'requestAnswered' group by type`,
      [`%${id}%`],
    );
    expect(rows).toEqual([{ type: 'requestAnswered', count: 1 }]);
    expect((await read(id)).files).toHaveLength(1);
  });

  test('промежуточный ответ показан, и за ним приходит окончательный', async () => {
    emulator.play({ kind: 'interim', text: 'Принято в обработку' });
    const { id } = await send();
    await until(id, 'answered');
    const history = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
    expect(history.items.map(({ title }: { title: string }) => title)).toContain('Промежуточный ответ на запрос');
  });

  test('отказ поставщика – его словами', async () => {
    emulator.play({ kind: 'refuse', reason: 'Нет таких сведений' });
    const { id } = await send();
    expect(await until(id, 'refused')).toMatchObject({ resultText: 'Нет таких сведений' });
  });

  test('нечитаемый ответ отложен с причиной, запрос ждёт дальше, человек отмечает разбор', async () => {
    emulator.play({ kind: 'broken' });
    const { id } = await send();
    await until(id, 'waiting');
    const [message] = await vi.waitFor(
      async () => {
        const found = await kept(id);
        expect(found).toHaveLength(1);
        return found;
      },
      { timeout: 30_000 },
    );
    expect(message.reason).toContain('нельзя прочитать');
    const original = await admin.get(`/api/admin/deliveries/${message.id}/original`);
    expect(original.bytes.length).toBeGreaterThan(0);
    const answer = await admin.post(`/api/admin/deliveries/${message.id}/resolve`, { resolution: 'Запросили письмом' });
    expect(answer.status).toBe(204);
    expect(await kept(id)).toEqual([]);
    expect((await kept(id, 'resolved'))[0]).toMatchObject({ resolution: 'Запросили письмом' });
  });

  test('ответ отменённому запросу отложен как опоздавший и ничего не меняет', async () => {
    emulator.play({ kind: 'answer', afterSeconds: 1 });
    const { id } = await send();
    const waiting = await until(id, 'waiting');
    expected(await clerk.post(`/api/requests/${id}/cancel`, { version: waiting.version }));
    await vi.waitFor(async () => expect(await kept(id, 'late')).toHaveLength(1), { timeout: 30_000 });
    expect(await read(id)).toMatchObject({ status: 'cancelled', answer: null, files: [] });
  });

  test.each([
    ['ошибки 500', { kind: 'fail' } as const],
    ['обрыва до приёма', { kind: 'reset' } as const],
    ['обрыва после приёма', { kind: 'reset', late: true } as const],
    ['устаревшего имени', { kind: 'stale' } as const],
  ])('после %s уходит снова и исполняется один раз', async (_, scenario) => {
    emulator.play(scenario, { kind: 'answer' });
    const { id } = await send();
    await until(id, 'answered');
    expect(effects(id)).toBe(1);
  });
});

test('вопрос другого ведомства, который нельзя сохранить, отложен, и следующий за ним приходит', async () => {
  const asker = { code: 'reestr', title: 'Реестр' };
  await emulator.file?.({ asker, number: '1', subject: 'Тема\0', text: 'Текст' });
  await emulator.file?.({ asker, number: '2', subject: 'Тема', text: 'Текст' });
  await vi.waitFor(
    async () => {
      const { items } = expected(await clerk.get('/api/incoming-requests'));
      expect(items.map((one: { askerNumber: string }) => one.askerNumber)).toEqual(['2']);
    },
    { timeout: 30_000 },
  );
  const { items } = expected(await admin.get('/api/admin/deliveries?limit=100'));
  const reasons = items.filter((one: { kind: string }) => one.kind === 'request');
  expect(reasons).toEqual([expect.objectContaining({ reason: expect.stringContaining('нельзя сохранить') })]);
});

test('поставщик молчит: отправка встаёт, инцидент виден, другие не ждут, потом всё уходит', async () => {
  emulator.play({ kind: 'fail' });
  const sent = await Promise.all(Array.from({ length: 5 }, send));
  const incident = await vi.waitFor(
    async () => {
      const { items } = expected(await admin.get('/api/admin/connections'));
      const found = items.find((one: { plugin: string }) => one.plugin === registry.id).incident;
      expect(found).not.toBeNull();
      return found;
    },
    { timeout: 30_000 },
  );
  expect(incident.reason).toContain('500');
  const body = { entry: 'regional', key: randomUUID(), send: true };
  const question = { provider: 'zem', subject: 'Тема', comment: 'Текст' };
  const other = expected(await clerk.post(`/api/applications/${card.id}/requests`, { ...body, question }), 201);
  await until(other.id, 'waiting');
  emulator.play({ kind: 'answer' });
  server.clock.advance(2 * 60 * 60_000);
  for (const { id } of sent) {
    // A try that was still under way may have failed after the jump and set its pause from there.
    await vi.waitFor(
      async () => {
        server.clock.advance(60_000);
        expect((await read(id)).status).toBe('answered');
      },
      { timeout: 30_000, interval: 500 },
    );
  }
  for (const { id } of sent) expect(effects(id)).toBe(1);
  const { items } = expected(await admin.get('/api/admin/connections'));
  expect(items.find((one: { plugin: string }) => one.plugin === registry.id).incident).toBeNull();
});

test('что не ушло из-за ключа, остановлено на виду и уходит, когда ключ исправлен', async () => {
  const { items } = expected(await admin.get('/api/admin/connections'));
  const { id, version, title } = items.find((one: { plugin: string }) => one.plugin === registry.id);
  const settings = { url: emulator.config.url, token: 'wrong' };
  const broken = expected(await admin.put(`/api/admin/connections/${id}`, { version, title, settings, enabled: true }));
  expect(broken.settings).toEqual({ url: emulator.config.url });
  const request = await send();
  expect(await until(request.id, 'failed')).toMatchObject({ errorCode: 'denied' });
  const stopped = expected(await admin.get('/api/admin/stopped')).items;
  expect(stopped[0]).toMatchObject({ title: 'Запрос к другому ведомству', connection: 'Реестр' });
  const mended = { version: broken.version, title, settings: emulator.config, enabled: true };
  expected(await admin.put(`/api/admin/connections/${id}`, mended));
  expect((await admin.post(`/api/admin/stopped/${stopped[0].id}/retry`)).status).toBe(204);
  await until(request.id, 'answered');
  expect(effects(request.id)).toBe(1);
});
