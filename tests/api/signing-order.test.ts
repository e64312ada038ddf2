import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { createBuildingApplication, createTreeApplication, resultInput, sign } from '../support/city.ts';
import { publishText } from '../support/clock-definitions.ts';
import { act, expected, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { detachedSignature } from '../support/signature-samples.ts';
import { trainingSignature } from '../support/training-signature.ts';

let server: TestServer;
let registrar: Client;
let executor: Client;
let head: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('city.registrar');
  executor = await server.login('city.executor');
  head = await server.login('city.head');
});
afterAll(() => server.close());

/** Works for a building are signed by the head after the executor. */
async function signing(): Promise<ApplicationCard> {
  const registered = await act(registrar, await createBuildingApplication(registrar), ['register', {}]);
  const taken = await act(executor, registered, ['assignToMe', {}]);
  return act(executor, taken, ['saveResult', { input: resultInput }]);
}

const pdfOf = (card: ApplicationCard): string =>
  card.files.find((file) => file.purpose === 'result' && file.mediaType === 'application/pdf')?.id ?? '';

const signOwn = async (client: Client, card: ApplicationCard) =>
  sign(client, pdfOf(card), await trainingSignature(client, pdfOf(card)));

async function signed(client: Client, card: ApplicationCard): Promise<ApplicationCard> {
  expected(await signOwn(client, card), 201);
  return readCard(client, card.id);
}

const openTo = (card: ApplicationCard) => card.actions.filter(({ open }) => open).map(({ code }) => code);

const noticesOf = (card: ApplicationCard) =>
  server.database.asOwner(async (trx) =>
    trx('staff_notice')
      .join('user_account', 'user_account.id', 'staff_notice.user_id')
      .where({ application_id: card.id })
      .whereIn('kind', ['signatureAwaited', 'signaturesGathered', 'returned'])
      .orderBy('staff_notice.id')
      .select('login', 'kind'),
  );

test('исполнитель, за ним начальник; пока подписи не все, результат не выпустить, а последняя выпускает его сама', async () => {
  const card = await signing();
  expect(card.signing).toMatchObject({
    places: [
      { code: 'executor', title: 'Исполнитель', status: 'awaited', signer: null, signature: null },
      { code: 'head', title: 'Начальник управления', status: 'later' },
    ],
    ...{ mine: true, problem: null },
  });
  const early = await readCard(head, card.id);
  expect(early.signing).toMatchObject({
    mine: false,
    problem: 'Сейчас ожидается подпись: Исполнитель. Вы подписываете после',
  });
  const tooEarly = await signOwn(head, card);
  expect([tooEarly.status, tooEarly.body.detail]).toEqual([409, expect.stringContaining('Исполнитель')]);

  const half = await signed(executor, card);
  expect(half.signing?.places.map(({ status }) => status)).toEqual(['signed', 'awaited']);
  expect(half.actions.find(({ code }) => code === 'sign')?.reason?.text).toBe(
    'Сначала документ подписывает: Начальник управления',
  );
  const released = await head.post(`/api/applications/${card.id}/actions/release`, { version: half.version });
  expect([released.status, released.body.code]).toEqual([409, 'actionClosed']);

  expect((await readCard(head, card.id)).signing?.releases).toBe('Выпустить результат');
  const done = await signed(head, half);
  expect(done.signing?.places).toMatchObject([
    { status: 'signed', signer: { name: 'Хабирова Лейла Маратовна' } },
    { status: 'signed', signer: { name: 'Ахметова Светлана Юрьевна' } },
  ]);
  expect(done).toMatchObject({ stateTitle: 'Подписано', decision: { status: 'published' } });
  expect(done.signing?.places.map(({ status }) => status)).toEqual(['signed', 'signed']);
  const pdf = done.files.find(({ id }) => id === pdfOf(card));
  expect(pdf?.signatures.map(({ place, verdict }) => [place, verdict?.valid])).toEqual([
    ['executor', true],
    ['head', true],
  ]);
  expect(await noticesOf(card)).toEqual([
    { login: 'city.head', kind: 'signatureAwaited' },
    { login: 'city.executor', kind: 'signaturesGathered' },
  ]);
});

test('начальник вернул с замечанием: подписи снялись вместе с документом, исправленный подписывают заново', async () => {
  const half = await signed(executor, await signing());
  const back = await act(head, half, ['returnResult', { comment: 'Укажите породу' }]);
  expect(back).toMatchObject({ stateTitle: 'В работе', decision: { returnComment: 'Укажите породу' }, signing: null });
  const stale = await signOwn(executor, half);
  expect(stale.status).toBe(404);
  const mine = await readCard(executor, half.id);
  const again = await act(executor, mine, ['saveResult', { input: { ...resultInput, text: 'Порода: ива.' } }]);
  expect(pdfOf(again)).not.toBe(pdfOf(half));
  expect(again.signing?.places.map(({ status }) => status)).toEqual(['awaited', 'later']);
  expect(await noticesOf(half)).toEqual([
    { login: 'city.head', kind: 'signatureAwaited' },
    { login: 'city.executor', kind: 'returned' },
  ]);
});

test('двое разом: одна подпись встала, другой отказано', async () => {
  const half = await signed(executor, await signing());
  const signature = await trainingSignature(head, pdfOf(half));
  const other = await trainingSignature(head, pdfOf(half));
  const answers = await Promise.all([signature, other].map((one) => sign(head, pdfOf(half), one)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect((await readCard(head, half.id)).signing?.places.map(({ status }) => status)).toEqual(['signed', 'signed']);
});

test('подпись начальника меняет заявку: возврат по прежней версии отказан', async () => {
  const half = await signed(executor, await signing());
  await signed(head, half);
  const stale = await executor.post(`/api/applications/${half.id}/actions/correctResult`, { version: half.version });
  expect([stale.status, stale.body.code]).toEqual([409, 'versionConflict']);
});

describe('чужое под документом не встаёт', () => {
  test('подпись другого человека, негодная подпись, второй раз', async () => {
    const card = await signing();
    const heads = await sign(executor, pdfOf(card), await trainingSignature(head, pdfOf(card)));
    expect([heads.status, heads.body.detail]).toEqual([
      422,
      expect.stringContaining('Сертификат выдан другому лицу (Ахметова Светлана Юрьевна)'),
    ]);
    const docx = card.files.find((file) => file.purpose === 'result' && file.id !== pdfOf(card))?.id ?? '';
    const ofAnother = await sign(executor, pdfOf(card), await trainingSignature(executor, docx));
    expect([ofAnother.status, ofAnother.body.detail]).toEqual([422, expect.stringContaining('изменён после')]);
    const half = await signed(executor, card);
    const twice = await signOwn(executor, half);
    expect([twice.status, twice.body.detail]).toEqual([409, expect.stringContaining('Вы уже подписали документ')]);
  });

  test('снимают только свою и пока результат не выпущен', async () => {
    const half = await signed(executor, await signing());
    const path = `/api/files/${pdfOf(half)}/signatures/${half.signing?.places[0]?.signature?.id}`;
    const foreign = await head.delete(path);
    expect([foreign.status, foreign.body.detail]).toEqual([
      409,
      expect.stringContaining('только тот, кто её поставил'),
    ]);
    expect((await executor.delete(path)).status).toBe(204);
    const again = await signed(executor, await readCard(executor, half.id));
    await signed(head, again);
    const late = await executor.delete(
      `/api/files/${pdfOf(half)}/signatures/${again.signing?.places[0]?.signature?.id}`,
    );
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('Работа по заявке завершена')]);
  });
});

test('где второй подписи не ждут, подписывает один исполнитель; что некому проверить, выпускает человек', async () => {
  const registered = await act(registrar, await createTreeApplication(registrar), ['register', {}]);
  const taken = await act(executor, registered, ['assignToMe', {}]);
  const card = await act(executor, taken, ['saveResult', { input: resultInput }]);
  expect(card.signing?.places.map(({ code }) => code)).toEqual(['executor']);
  expect(openTo(await readCard(head, card.id))).toEqual([]);
  expected(await sign(executor, pdfOf(card), detachedSignature()), 201);
  const doubtful = await readCard(executor, card.id);
  expect(doubtful.signing).toMatchObject({ places: [{ status: 'signed' }], releases: null });
  expect(await act(executor, doubtful, ['sign', {}])).toMatchObject({ stateTitle: 'Подписано' });
});

test('одновременно втроём: последняя подпись выпускает результат сама, на копии для печати – все три', async () => {
  const { tests: _tests, ...service } = structuredClone(
    server.deps.definitions.latest('service', 'treeFellingPermit').content,
  );
  Object.assign(service.decisions.grant?.signatures?.[1] ?? {}, { alongside: true });
  const third = { code: 'registrar', title: 'Регистратор', function: 'registrar', alongside: true } as const;
  service.decisions.grant?.signatures?.push(third);
  await publishText(server, 'service', service);

  const card = await signing();
  expect(card.signing?.places).toMatchObject([
    { code: 'executor', status: 'awaited', alongside: false, mine: true },
    { code: 'head', status: 'awaited', alongside: true, mine: false },
    { code: 'registrar', status: 'awaited', alongside: true, mine: false },
  ]);
  const waitsFor = async (client: Client) => {
    const { items } = expected(await client.get('/api/applications?waiting=signature&limit=100'));
    return items.some(({ id }: { id: string }) => id === card.id);
  };
  const everybody = [executor, head, registrar];
  expect(await Promise.all(everybody.map(waitsFor))).toEqual([true, true, true]);

  const first = await signed(head, await readCard(head, card.id));
  expect(first.signing?.places).toMatchObject([
    { status: 'awaited', mine: false },
    { status: 'signed', removable: true },
    { status: 'awaited' },
  ]);
  await signed(registrar, await readCard(registrar, card.id));
  expect(await Promise.all(everybody.map(waitsFor))).toEqual([true, false, false]);
  const copy = `/api/applications/${card.id}/decision/paper-copy`;
  const early = await executor.get(copy);
  expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('когда он выпущен')]);

  const last = await readCard(executor, card.id);
  expect(last.signing).toMatchObject({ mine: true, releases: 'Выпустить результат' });
  const done = await signed(executor, last);
  expect(done).toMatchObject({ stateTitle: 'Подписано', decision: { status: 'published' } });
  expect(await noticesOf(card)).toEqual([
    { login: 'city.head', kind: 'signatureAwaited' },
    { login: 'city.registrar', kind: 'signatureAwaited' },
  ]);
  const paper = pdfText((await executor.get(copy)).bytes);
  expect(paper.match(/ДОКУМЕНТПОДПИСАНЭЛЕКТРОННОЙПОДПИСЬЮ/g)).toHaveLength(3);
  const owners = done.files.flatMap((file) =>
    file.signatures.flatMap(({ signers }) => signers.map(({ name }) => name)),
  );
  expect(owners).toHaveLength(3);
  for (const name of owners) expect(paper).toContain(`Владелец${name?.replaceAll(' ', '')}`);
  expect(paper).toContain(pdfText((await executor.get(`/api/files/${pdfOf(card)}/content`)).bytes).slice(0, 400));
});
