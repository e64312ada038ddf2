import type { ServiceDefinition } from '@reglament/format';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, plotAnswers, readCard, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

const duty: NonNullable<ServiceDefinition['duty']> = {
  basis: { title: 'Налоговый кодекс Российской Федерации', clause: 'статья 333.33' },
  before: 'register',
  amounts: [
    { code: 'large', title: 'Большой участок', amount: 500_000, when: { '>': [{ var: 'area' }, 600] } },
    { code: 'small', title: 'Малый участок', amount: 100_000, when: { '<=': [{ var: 'area' }, 600] } },
  ],
  exemptions: [{ code: 'bodies', title: 'Органы местного самоуправления', clause: 'статья 333.35' }],
  payee: {
    ...{ name: 'УФК по области', inn: '7707083893', account: '03100643000000012345', bank: 'Отделение' },
    ...{ bik: '012345678', kbk: '91810807150011000110', oktmo: '73701000' },
  },
};

let server: TestServer;
let registrar: Client;
/** Begun while the service took nothing. */
let free: { id: string; version: number };
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  free = await createApplication(registrar);
  const { content } = server.deps.definitions.latest('service', 'landPlotPlan');
  const place = { kind: 'service', code: 'landPlotPlan' } as const;
  const { tests: _tests, ...service } = content;
  await publish(server.deps, { ...place, text: JSON.stringify({ ...service, duty }), author: null, comment: null });
});
afterAll(() => server.close());

const payment = { amount: 500_000, paidOn: '2025-01-15', document: 'Чек № 12', payer: 'Носова Анна Петровна' };
const pathOf = ({ id }: { id: string }) => `/api/applications/${id}/duty`;
const draftOf = (area = 700) => createApplication(registrar, { answers: plotAnswers({ area }) });
const pay = (draft: { id: string }, body: object) =>
  registrar.post(`${pathOf(draft)}/payments`, { ...payment, ...body });

describe('сколько', () => {
  test('по ответам, с причиной; регистрация закрепляет', async () => {
    const draft = await draftOf();
    const view = expected(await registrar.get(pathOf(draft)));
    expect(view).toMatchObject({
      ...{ status: 'unpaid', statusTitle: 'Не уплачена', amount: 500_000, left: 500_000, paid: 0, fixed: false },
      ...{ title: 'Большой участок', basis: 'Налоговый кодекс Российской Федерации, статья 333.33', entries: [] },
      ...{ before: 'register', exemption: null, closed: null },
    });
    expect(view.why).toContain('700');
    expect(draft.duty).toEqual({ status: 'unpaid', amount: 500_000, left: 500_000, invoice: true });
    const answers = plotAnswers({ area: 500 });
    const edited = expected(await registrar.patch(`/api/applications/${draft.id}`, { version: 1, answers }));
    expect(edited.duty).toEqual({ status: 'unpaid', amount: 100_000, left: 100_000, invoice: true });
    expected(await pay(draft, { version: edited.version, amount: 100_000 }), 201);
    await act(registrar, await readCard(registrar, draft.id), ['register', {}]);
    expect(expected(await registrar.get(pathOf(draft)))).toMatchObject({
      fixed: true,
      amount: 100_000,
      status: 'paid',
    });
    const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history`));
    expect(items.at(-1).remarks).toContain('Госпошлина – 1\u00a0000,00\u00a0₽: Малый участок.');
  });

  test('заявка той версии услуги, что пошлины не брала, её и не платит', async () => {
    expect((await readCard(registrar, free.id)).duty).toBeNull();
    expect((await registrar.get(pathOf(free))).status).toBe(404);
    expect((await pay(free, { version: free.version })).body).toMatchObject({ status: 409, code: 'stateConflict' });
    expect(await act(registrar, free, ['register', {}])).toMatchObject({ state: 'registered' });
  });
});

describe('платежи', () => {
  test('без уплаты не зарегистрировать, и сказано, сколько; частичные складываются', async () => {
    const draft = await draftOf();
    const closed = draft.actions.find(({ code }) => code === 'register');
    expect(closed).toMatchObject({ open: false, reason: { code: 'dutyOwed' } });
    expect(closed?.reason?.text).toMatch(/^Госпошлина не уплачена: 5\s000,00\s₽\. Внесите платёж/);
    const refused = await registrar.post(`/api/applications/${draft.id}/actions/register`, { version: 1 });
    expect(refused.body).toMatchObject({ status: 409, code: 'actionClosed' });
    expect(draft.closed.discard).toBeNull();
    const first = expected(await pay(draft, { version: 1, amount: 200_000 }), 201);
    const refusal = await registrar.post(`/api/applications/${draft.id}/discard`, { version: 2 });
    expect(refusal.body).toMatchObject({ status: 409, detail: expect.stringContaining('внесён платёж госпошлины') });
    expect(first).toMatchObject({ status: 'partlyPaid', paid: 200_000, left: 300_000, version: 2 });
    const rows = expected(await registrar.get('/api/applications?limit=100')).items;
    const row = rows.find((one: { id: string }) => one.id === draft.id);
    expect(row.actions.map((one: { code: string }) => one.code)).not.toContain('register');
    const second = expected(await pay(draft, { version: 2, amount: 300_000, document: 'Чек № 13' }), 201);
    expect(second).toMatchObject({ status: 'paid', paid: 500_000, left: 0 });
    expect(second.entries.map((one: { amount: number }) => one.amount)).toEqual([200_000, 300_000]);
    expect(await act(registrar, await readCard(registrar, draft.id), ['register', {}])).toMatchObject({
      state: 'registered',
      duty: { status: 'paid', left: 0 },
    });
  });

  test('двое вносят разом: один платёж внесён, другому сказано, что заявка изменилась', async () => {
    const draft = await draftOf();
    const answers = await Promise.all([1, 2].map((one) => pay(draft, { version: 1, document: `Чек № ${one}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'versionConflict' });
    expect(expected(await registrar.get(pathOf(draft)))).toMatchObject({ paid: 500_000 });
  });

  test('один УИП засчитывают один раз, по УИН платят частями', async () => {
    const [one, other] = [await draftOf(), await draftOf()];
    const uip = '1'.repeat(32);
    expected(await pay(one, { version: 1, identifier: uip }), 201);
    const again = await pay(other, { version: 1, identifier: uip });
    expect(again.body).toMatchObject({ status: 409, code: 'alreadyExists', problems: [{ pointer: '/identifier' }] });
    const raced = await Promise.all(
      [await draftOf(), await draftOf()].map((draft) => pay(draft, { version: 1, identifier: '2'.repeat(32) })),
    );
    expect(raced.map(({ status }) => status).sort()).toEqual([201, 409]);
    const uin = '3'.repeat(20);
    expected(await pay(other, { version: 1, identifier: uin, amount: 100 }), 201);
    expected(await pay(other, { version: 2, identifier: uin, amount: 200 }), 201);
  });

  test('подтверждение – файл этой заявки и никакой другой', async () => {
    const [draft, other] = [await draftOf(), await draftOf()];
    const own = await upload(registrar, draft.id, { name: 'чек.txt', purpose: 'attachment' });
    const foreign = await upload(registrar, other.id, { name: 'чек.txt', purpose: 'attachment' });
    expect((await pay(draft, { version: 1, file: foreign.id })).status).toBe(404);
    const view = expected(await pay(draft, { version: 1, file: own.id }), 201);
    expect(view.entries[0].file).toEqual({ id: own.id, name: 'чек.txt' });
  });

  test.each([
    ['завтра', { paidOn: '2999-01-01' }, '/paidOn'],
    ['ничего', { amount: 0 }, '/amount'],
    ['ниоткуда', { payer: ' ' }, '/payer'],
    ['лишнее', { kind: 'payment' }, '/kind'],
  ])('%s: названо место, ничего не внесено', async (_what, change, pointer) => {
    const draft = await draftOf();
    const answer = await pay(draft, { version: 1, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map((one: { pointer: string }) => one.pointer)).toEqual([pointer]);
    expect(expected(await registrar.get(pathOf(draft))).entries).toEqual([]);
  });

  test('другому ведомству пошлины этой заявки нет', async () => {
    const draft = await draftOf();
    const stranger = await server.login('registrar2');
    expect((await stranger.get(pathOf(draft))).status).toBe(404);
    expect((await stranger.post(`${pathOf(draft)}/payments`, { ...payment, version: 1 })).status).toBe(404);
  });
});

describe('список', () => {
  const found = async (query: string): Promise<Map<string, string | null>> => {
    const { items } = expected(await registrar.get(`/api/applications?limit=100&${query}`));
    return new Map(items.map((one: { id: string; duty: string | null }) => [one.id, one.duty]));
  };

  test('говорит, что с пошлиной, и находит по этому: черновик – по ответам, дальше – по платежам', async () => {
    const draft = await draftOf();
    expect((await found('duty=unpaid')).get(draft.id)).toBe('unpaid');
    expect((await found('')).get(free.id)).toBeNull();
    const { area: _area, ...unknown } = plotAnswers();
    const edited = expected(await registrar.patch(`/api/applications/${draft.id}`, { version: 1, answers: unknown }));
    expect((await found('duty=unknown')).get(draft.id)).toBe('unknown');
    const whole = { version: edited.version, answers: plotAnswers({ area: 700 }) };
    const { version } = expected(await registrar.patch(`/api/applications/${draft.id}`, whole));
    const part = expected(await pay(draft, { version, amount: 200_000 }), 201);
    expect((await found('duty=partlyPaid')).has(draft.id)).toBe(true);
    expect((await found('duty=unpaid')).has(draft.id)).toBe(false);
    expected(await pay(draft, { version: part.version, amount: 300_000, document: 'Чек № 2' }), 201);
    const registered = await act(registrar, await readCard(registrar, draft.id), ['register', {}]);
    expect((await found('duty=paid')).get(registered.id)).toBe('paid');
    const counts = expected(await registrar.get('/api/applications/counts?duty=paid')).items;
    expect(counts.find((one: { tab: string }) => one.tab === 'all').count).toBe((await found('duty=paid')).size);
    expect((await registrar.get('/api/applications?duty=owed')).status).toBe(400);
  });

  test('и в выгрузке, на языке того, кто выгружает', async () => {
    const draft = await draftOf();
    const content = { tab: 'all', filters: { duty: 'unpaid' }, sort: '', columns: ['number', 'duty'] };
    const { id } = expected(await registrar.post('/api/me/exports', { format: 'csv', content }), 201).items[0];
    await expect
      .poll(async () => expected(await registrar.get('/api/me/exports')).items[0].status, { timeout: 60_000 })
      .toBe('done');
    const lines = (await registrar.get(`/api/me/exports/${id}/content`)).text
      .replace('\ufeff', '')
      .trim()
      .split('\r\n');
    expect(lines[0]).toBe('Номер;Госпошлина');
    expect(new Set(lines.slice(1))).toEqual(new Set([';Не уплачена']));
    expect(lines.length - 1).toBe((await found('duty=unpaid')).size);
    expect((await found('duty=unpaid')).has(draft.id)).toBe(true);
  });
});

describe('отзыв', () => {
  test('запись остаётся с причиной и не считается; история говорит, что было и стало', async () => {
    const draft = await draftOf();
    const paid = expected(await pay(draft, { version: 1 }), 201);
    const path = `${pathOf(draft)}/entries/${paid.entries[0].id}/withdrawal`;
    const silent = await registrar.post(path, { version: 2, reason: ' ' });
    expect(silent.body).toMatchObject({ status: 400, problems: [{ pointer: '/reason' }] });
    const view = expected(await registrar.post(path, { version: 2, reason: 'Чек другого заявителя' }));
    expect(view).toMatchObject({ status: 'unpaid', paid: 0, version: 3 });
    expect(view.entries[0].withdrawn).toMatchObject({ reason: 'Чек другого заявителя' });
    expect((await registrar.post(path, { version: 3, reason: 'Ещё раз' })).status).toBe(409);
    const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history`));
    const [entered, withdrawn] = items.slice(-2);
    expect(entered).toMatchObject({
      title: 'Внесён платёж госпошлины: 5\u00a0000,00\u00a0₽, Чек № 12, 15.01.2025, Носова Анна Петровна',
      remarks: ['Госпошлина была: Не уплачена. Стала: Уплачена, 5\u00a0000,00\u00a0₽ из 5\u00a0000,00\u00a0₽.'],
    });
    expect(withdrawn).toMatchObject({
      comment: 'Чек другого заявителя',
      remarks: [expect.stringMatching(/ Стала: Не уплачена\.$/)],
    });
    const english = { headers: { 'Accept-Language': 'en' } };
    const said = expected(await registrar.get(`/api/applications/${draft.id}/history`, english)).items.at(-2).remarks;
    expect(said).toEqual([
      'The state duty was: Not paid. It is now: Paid, 5\u00a0000,00\u00a0₽ of 5\u00a0000,00\u00a0₽.',
    ]);
  });

  test('чужая запись не отзывается', async () => {
    const [draft, other] = [await draftOf(), await draftOf()];
    const paid = expected(await pay(draft, { version: 1 }), 201);
    const path = `${pathOf(other)}/entries/${paid.entries[0].id}/withdrawal`;
    expect((await registrar.post(path, { version: 1, reason: 'Ошибка' })).status).toBe(404);
  });
});

describe('освобождение', () => {
  const given = { ground: 'bodies', document: 'Положение об администрации' };

  test('отмечено с основанием и документом – платить не нужно; отозвано – снова нужно', async () => {
    const draft = await draftOf();
    const path = `${pathOf(draft)}/exemptions`;
    expect((await registrar.post(path, { ...given, version: 1, ground: 'nobody' })).status).toBe(400);
    expect((await registrar.post(path, { ...given, version: 1, document: '' })).status).toBe(400);
    const view = expected(await registrar.post(path, { ...given, version: 1 }), 201);
    expect(view).toMatchObject({ status: 'exempt', left: 0, exemption: { code: 'bodies', clause: 'статья 333.35' } });
    expect((await registrar.post(path, { ...given, version: 2 })).body).toMatchObject({ code: 'alreadyExists' });
    const open = (await readCard(registrar, draft.id)).actions.find(({ code }) => code === 'register');
    expect(open?.open).toBe(true);
    const entry = `${pathOf(draft)}/entries/${view.entries[0].id}/withdrawal`;
    expected(await registrar.post(entry, { version: 2, reason: 'Не тот заявитель' }));
    expect(await readCard(registrar, draft.id)).toMatchObject({ duty: { status: 'unpaid', left: 500_000 } });
  });
});

test('сведения для уплаты печатаются, пока есть что платить', async () => {
  const draft = await draftOf();
  const answer = await registrar.send('GET', `${pathOf(draft)}/invoice`);
  expect(answer.status).toBe(200);
  const text = pdfText(answer.bytes);
  for (const words of ['5000,00руб.', 'УФКпообласти', '91810807150011000110', 'Большойучасток']) {
    expect(text.replaceAll('\u00a0', '')).toContain(words);
  }
  expected(await pay(draft, { version: 1 }), 201);
  expect((await registrar.get(`${pathOf(draft)}/invoice`)).body).toMatchObject({ status: 409, code: 'stateConflict' });
});
