import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard, MessageView } from '../../core/src/api.gen.ts';
import { archiveLimits } from '../../plugins/epgu/archive.ts';
import type { OrderMessage } from '../../plugins/epgu/wire/order.ts';
import { writeOrder } from '../../plugins/epgu/wire/order-xml.ts';
import type { JsonObject } from '../../plugins/sdk/src/index.ts';
import { createTreeApplication, resultInput, sign, treeAnswers } from '../support/city.ts';
import { handsAt, inState } from '../support/epgu-hands.ts';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openEpguDesk, zipOf } from '../support/epgu-side.ts';
import { act, expected, readCard, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { soon } from '../support/portal.ts';
import { detachedSignature } from '../support/signature-samples.ts';

let desk: EpguDesk;
let registrar: Client;
let executor: Client;
beforeAll(async () => {
  desk = await openEpguDesk();
  registrar = await desk.server.login('city.registrar');
  executor = await desk.server.login('city.executor');
});
afterAll(() => desk.close());

const { arrived, deliveries, nothingWaits, toldCodes } = handsAt(() => desk);

async function inWork(): Promise<{ card: ApplicationCard; orderId: string }> {
  const message = filed();
  await desk.send(message);
  const card = await arrived(executor, message.orderId, inState('Новая'));
  return { card: await act(executor, card, ['assignToMe', {}]), orderId: message.orderId };
}

test('круг: заявление с документом, доработка, исправление, подписанный результат; портал узнаёт всё по разу и по порядку', async () => {
  const documents = [{ code: 'treePlan', fileName: 'Схема.txt', mimeType: 'text/plain' }];
  const message = filed({ documents });
  const { orderId } = message;
  await desk.send(message, { 'Схема.txt': 'Схема посадок' });
  const fresh = await arrived(executor, orderId, inState('Новая'));
  expect(fresh).toMatchObject({
    source: 'epgu',
    creator: null,
    notification: { way: 'portal' },
    answers: treeAnswers(),
  });
  const { items: files } = expected(await executor.get(`/api/applications/${fresh.id}/files`));
  expect(files).toMatchObject([{ name: 'Схема.txt', document: 'treePlan' }]);
  const working = await act(executor, fresh, ['assignToMe', {}]);
  await act(executor, working, ['sendBack', { comment: 'Укажите породу' }]);
  await soon(async () => expect(await toldCodes(orderId)).toEqual(['interim 1', 'interim 6', 'interim 15']));
  expect((await desk.shown(orderId)).at(-1)?.text).toContain('Укажите породу');
  const plants = [{ species: 'Клён', count: 2, condition: 'Сухая' }];
  await desk.send({ kind: 'correction', orderId, answers: { plants }, documents: [] });
  const back = await arrived(executor, orderId, inState('В работе'));
  expect(back.answers).toEqual(treeAnswers({ plants }));
  const signing = await act(executor, back, ['saveResult', { input: resultInput }]);
  const { items } = expected(await executor.get(`/api/applications/${signing.id}/files`));
  const pdf = items.find((one: { mediaType: string }) => one.mediaType === 'application/pdf');
  expected(await sign(executor, pdf.id, detachedSignature()), 201);
  await act(executor, await readCard(executor, signing.id), ['sign', {}]);
  const rest = ['interim 6', 'answer 6', 'interim 7', 'answer 3'];
  await soon(async () => expect(await toldCodes(orderId)).toEqual(['interim 1', 'interim 6', 'interim 15', ...rest]));
  const result = (await desk.shown(orderId)).at(-1);
  expect(result?.text).toBe(`Разрешение по заявке ${fresh.number} готово.`);
  expect(result?.files.map(({ name, signed }) => [name.split('.').at(-1), signed])).toEqual([
    ['pdf', true],
    ['docx', false],
  ]);
  expect(result?.files[0]?.content.subarray(0, 4).toString()).toBe('%PDF');
  await nothingWaits();
});

test('отзыв: его решает сотрудник – портал узнаёт об этом; после конца – отказ', async () => {
  const { card, orderId } = await inWork();
  await desk.send({ kind: 'cancel', orderId, reason: 'Передумала' });
  await soon(async () => expect(await toldCodes(orderId)).toContain('answer IN_PROGRESS'));
  const refusal = { grounds: [{ code: 'placeNotServed' }], message: 'Отказано' };
  await act(executor, await readCard(executor, card.id), ['saveRefusal', { input: refusal }]);
  await soon(async () => expect(await toldCodes(orderId)).toContain('answer 4'));
  await desk.send({ kind: 'cancel', orderId, reason: 'Всё-таки передумала' });
  await soon(async () => expect(await toldCodes(orderId)).toContain('answer REJECTED'));
});

test('МФЦ – источник по тому же договору', async () => {
  const message = filed({ source: 'mfc' });
  await desk.send(message);
  expect(await arrived(executor, message.orderId, inState('Новая'))).toMatchObject({ source: 'mfc' });
  const { items } = expected(await executor.get('/api/applications?source=mfc'));
  expect(items.map((one: { source: string }) => one.source)).toEqual(['mfc']);
});

describe('переписка через портал', () => {
  interface Correspondence {
    readonly closed: string | null;
    readonly items: readonly MessageView[];
  }

  const read = async (id: string): Promise<Correspondence> =>
    expected(await executor.get(`/api/applications/${id}/correspondence`));

  const question = (id: string): Promise<MessageView> =>
    soon(async () => {
      const found = (await read(id)).items.find(({ awaitsAnswer }) => awaitsAnswer);
      if (found === undefined) throw new Error('no question yet');
      return found;
    });

  const say = (client: Client, id: string, message: JsonObject) =>
    client.post(`/api/applications/${id}/correspondence`, { key: randomUUID(), ...message });

  test('вопрос с файлом – ответ с файлом, один и в том же обмене; второго ответа нет, повтор нажатия ничего не удваивает', async () => {
    const { card, orderId } = await inWork();
    const text: OrderMessage = { kind: 'text', orderId, text: 'Когда будет готово?' };
    await desk.send(text, { 'Вопрос.txt': 'Подробности' });
    const asked = await question(card.id);
    expect(asked).toMatchObject({
      kind: 'portalText',
      text: 'Когда будет готово?',
      attached: [{ name: 'Вопрос.txt' }],
    });
    expect(await toldCodes(orderId)).not.toContain('answer text');
    const file = await upload(executor, card.id, { name: 'График.txt', purpose: 'attachment' });
    const answer = { key: randomUUID(), text: ' Через два дня. ', files: [file.id], question: asked.id };
    expected(await executor.post(`/api/applications/${card.id}/correspondence`, answer), 201);
    expected(await executor.post(`/api/applications/${card.id}/correspondence`, answer), 201);
    await soon(async () => expect(await toldCodes(orderId)).toContain('answer text'));
    const told = (await desk.shown(orderId)).filter(({ code }) => code === 'text');
    expect(told).toMatchObject([{ text: 'Через два дня.', files: [{ name: 'График.txt' }] }]);
    await soon(async () => expect((await read(card.id)).items[0]).toMatchObject({ status: 'delivered' }));
    const [said, ...before] = (await read(card.id)).items;
    expect(said).toMatchObject({ replyTo: asked.id, author: expect.any(String), attached: [{ id: file.id }] });
    expect(before[0]).toMatchObject({ id: asked.id, awaitsAnswer: false });
    const again = await say(executor, card.id, { text: 'Ещё раз', question: asked.id });
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('уже ответили')]);
    const { items } = expected(await executor.get(`/api/applications/${card.id}/history`));
    const answered = items.find((one: { type: string }) => one.type === 'portalAnswered');
    expect(answered).toMatchObject({ comment: 'Через два дня.', files: [{ name: 'График.txt' }] });
  });

  test('ведомство пишет первым: без файла – промежуточным состоянием, с файлом – статусом; после конца – статусом', async () => {
    const { card, orderId } = await inWork();
    expected(await say(executor, card.id, { text: 'Мы выедем во вторник.' }), 201);
    const file = await upload(executor, card.id, { name: 'Памятка.txt', purpose: 'attachment' });
    expected(await say(executor, card.id, { text: 'Вот памятка.', files: [file.id] }), 201);
    await soon(async () =>
      expect(await toldCodes(orderId)).toEqual(['interim 1', 'interim 6', 'interim 6', 'status 6']),
    );
    const refusal = { grounds: [{ code: 'placeNotServed' }], message: 'Отказано' };
    await act(executor, await readCard(executor, card.id), ['saveRefusal', { input: refusal }]);
    expected(await say(registrar, card.id, { text: 'Обратитесь в соседний округ.' }), 201);
    await soon(async () => expect((await toldCodes(orderId)).slice(4)).toEqual(['answer 4', 'status 4']));
    const shown = await desk.shown(orderId);
    expect(shown.map(({ text }) => text)).toEqual(expect.arrayContaining([expect.stringContaining('во вторник')]));
    expect(shown[3]?.files).toMatchObject([{ name: 'Памятка.txt' }]);
  });

  test('чужой вопрос, чужой файл, пустые слова, заявка не с портала: отказано понятно', async () => {
    const [{ card }, other] = [await inWork(), await inWork()];
    await desk.send({ kind: 'text', orderId: other.orderId, text: 'Где?' });
    const { id: foreign } = await question(other.card.id);
    const file = await upload(executor, other.card.id, { name: 'Чужой.txt', purpose: 'attachment' });
    const byHand = await act(registrar, await createTreeApplication(registrar), ['register', {}]);
    const refused = async (id: string, message: JsonObject) => {
      const { status, body } = await say(registrar, id, message);
      return [status, body.detail];
    };
    expect(await refused(card.id, { text: 'А', question: foreign })).toEqual([404, expect.stringContaining('Вопроса')]);
    expect(await refused(card.id, { text: 'А', files: [file.id] })).toEqual([404, expect.stringContaining('Файла')]);
    expect((await refused(card.id, { text: '  ' }))[0]).toBe(400);
    expect(await refused(byHand.id, { text: 'А' })).toEqual([409, expect.stringContaining('не с портала')]);
    expect((await read(byHand.id)).closed).toContain('не с портала');
    expect(await read(card.id)).toMatchObject({ closed: null });
  });
});

describe('что не подошло, не пропадает', () => {
  test('поля нет в форме, документа нет в архиве: черновик, и сказано всё', async () => {
    const documents = [{ code: 'treePlan', fileName: 'Схема.txt', mimeType: 'text/plain' }];
    const message = filed({ documents });
    const xml = writeOrder(desk.service, message).replace('<plants>', '<colour>зелёный</colour><plants>');
    await desk.sendXml(xml, { orderId: message.orderId, archive: zipOf({ 'Другое.txt': 'другое' }) });
    const draft = await arrived(registrar, message.orderId, inState('Черновик'));
    const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history`));
    const unfit = items.find((one: { type: string }) => one.type === 'portalUnfit');
    for (const words of ['colour', 'Схема.txt', 'Другое.txt']) expect(unfit.remarks.join('\n')).toContain(words);
    const { items: files } = expected(await registrar.get(`/api/applications/${draft.id}/files`));
    expect(files).toMatchObject([{ name: 'Другое.txt', document: null }]);
    await soon(async () => expect(await toldCodes(message.orderId)).toEqual(['interim 2']));
  });

  test.each([
    ['не тот архив', Buffer.from('PK\x03\x04не архив'), 'повреждён'],
    ['обрезанный архив', zipOf({ 'a.txt': 'x'.repeat(5000) }).subarray(0, 60), 'повреждён'],
    ['бомба', zipOf({ 'a.txt': '0'.repeat(archiveLimits.ratio * 65_536 + 1) }), 'сжат подозрительно сильно'],
    ['чужой файл по чужому пути', zipOf({ '../../etc/passwd': 'root' }), 'Файл «passwd» в заявлении не назван'],
  ])('%s: заявка есть, об архиве сказано', async (_, archive, words) => {
    const message = filed();
    await desk.sendXml(writeOrder(desk.service, message), { orderId: message.orderId, archive });
    const draft = await arrived(registrar, message.orderId, inState('Черновик'));
    const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history`));
    expect(items.find((one: { type: string }) => one.type === 'portalUnfit').remarks.join('\n')).toContain(words);
  });

  test('сообщение ни о чём – отложено с причиной, следующее принято', async () => {
    const lost: OrderMessage = { kind: 'text', orderId: '99999999', text: 'Где моя заявка?' };
    await desk.send(lost);
    await desk.sendXml(writeOrder(desk.service, lost).replaceAll('textRequest', 'songRequest'));
    const message = filed();
    await desk.send(message);
    await arrived(executor, message.orderId, inState('Новая'));
    await soon(async () =>
      expect(await deliveries('99999999')).toMatchObject([{ status: 'quarantine' }, { status: 'quarantine' }]),
    );
  });
});
