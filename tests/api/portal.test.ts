import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard, StaffNoticeView } from '../../core/src/api.gen.ts';
import type { JsonObject } from '../../plugins/sdk/src/index.ts';
import { resultInput, sign, treeAnswers } from '../support/city.ts';
import { act, expected, person, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { arrived, filed, openPortalDesk, type PortalDesk, publications, soon } from '../support/portal.ts';
import { detachedSignature } from '../support/signature-samples.ts';

let desk: PortalDesk;
let registrar: Client;
let executor: Client;
beforeAll(async () => {
  desk = await openPortalDesk('city');
  registrar = await desk.server.login('city.registrar');
  executor = await desk.server.login('city.executor');
});
afterAll(() => desk.close());

const inState = (title: string) => (card: ApplicationCard) => expect(card.stateTitle).toBe(title);

/** Filed with the portal and taken into work by the executor. */
async function inWork(changes: JsonObject = {}): Promise<{ card: ApplicationCard; externalId: string }> {
  const message = filed(changes);
  await desk.file(message);
  const card = await arrived(desk, executor, [message.externalId, inState('Новая')]);
  return { card: await act(executor, card, ['assignToMe', {}]), externalId: message.externalId };
}

async function stateTitles(externalId: string): Promise<unknown[]> {
  return desk.shown(externalId).map(({ title }) => title);
}

async function noticesAbout(client: Client, id: string): Promise<StaffNoticeView[]> {
  const { items } = expected(await client.get('/api/me/notices'));
  return items.filter((one: StaffNoticeView) => one.application?.id === id);
}

const eventsOf = async (
  id: string,
): Promise<{ title: string; comment: string | null; remarks: string[]; actor: unknown }[]> =>
  expected(await registrar.get(`/api/applications/${id}/history`)).items;

async function deliveries(externalId: string): Promise<{ status: string; reason: string | null }[]> {
  const { rows } = await desk.server.database.execute(
    "select status, reason from delivery where convert_from(original, 'UTF8') like $1 order by received_at, id",
    [`%${externalId}%`],
  );
  return rows as { status: string; reason: string | null }[];
}

test('от заявки на портале до результата: доработка, исправление, подпись; портал узнаёт обо всём по разу и по порядку', async () => {
  const message = filed({ files: [{ name: 'Схема.txt', text: 'Схема посадок', document: 'treePlan' }] });
  await desk.file(message);
  const { externalId } = message;
  const fresh = await arrived(desk, executor, [externalId, inState('Новая')]);
  expect(fresh).toMatchObject({ source: 'epgu', creator: null, notification: { way: 'portal' } });
  expect(fresh.number).not.toBeNull();
  const { items: files } = expected(await executor.get(`/api/applications/${fresh.id}/files`));
  expect(files.map((one: { name: string; document: string }) => [one.name, one.document])).toEqual([
    ['Схема.txt', 'treePlan'],
  ]);
  const working = await act(executor, fresh, ['assignToMe', {}]);
  await act(executor, working, ['sendBack', { comment: 'Укажите породу' }]);
  await soon(async () => expect(await stateTitles(externalId)).toEqual(['Новая', 'В работе', 'На доработке']));
  const answers = { plants: [{ species: 'Клён', count: 2, condition: 'Сухая' }] };
  await desk.file({ kind: 'correction', externalId, answers });
  const back = await arrived(desk, executor, [externalId, inState('В работе')]);
  expect(back.answers).toEqual(treeAnswers(answers));
  expect(back.number).toBe(fresh.number);
  const signing = await act(executor, back, ['saveResult', { input: resultInput }]);
  const { items } = expected(await executor.get(`/api/applications/${signing.id}/files`));
  const pdf = items.find((one: { mediaType: string }) => one.mediaType === 'application/pdf');
  expected(await sign(executor, pdf.id, detachedSignature()), 201);
  await act(executor, await readCard(executor, signing.id), ['sign', {}]);
  const titles = ['Новая', 'В работе', 'На доработке', 'В работе', 'На подписании', 'Подписано'];
  await soon(async () => expect(await stateTitles(externalId)).toEqual(titles));
  const shown = desk.shown(externalId);
  expect(shown.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(shown.map(({ kind }) => kind)).toEqual(['status', 'status', 'rework', 'status', 'status', 'result']);
  expect(shown[2]).toMatchObject({ text: expect.stringContaining('Укажите породу'), final: false });
  const result = shown.at(-1);
  expect(result).toMatchObject({ text: `Разрешение по заявке ${fresh.number} готово.`, final: true });
  expect(((result?.files ?? []) as { name: string }[]).map(({ name }) => name.split('.').at(-1))).toEqual([
    'pdf',
    'docx',
  ]);
  await soon(async () => {
    const told = await publications(executor, signing);
    expect(told.map(({ status }) => status)).toEqual(Array(6).fill('delivered'));
    expect(told.at(-1)).toMatchObject({ deliveryText: 'Портал показал сообщение заявителю', files: 2 });
  });
});

test('в истории исправления видно, что было и что стало; сделала это система', async () => {
  const { card, externalId } = await inWork();
  await act(executor, card, ['sendBack', { comment: 'Исправьте' }]);
  const plants = [{ species: 'Ясень', count: 3, condition: 'Сухой' }];
  await desk.file({ kind: 'correction', externalId, answers: { plants } });
  await arrived(desk, executor, [externalId, inState('В работе')]);
  const { items } = expected(await registrar.get(`/api/applications/${card.id}/history`));
  const corrected = items.find((one: { type: string }) => one.type === 'corrected');
  const changes = [{ field: 'answers.plants', before: treeAnswers().plants, after: plants }];
  expect(corrected).toMatchObject({ actor: null, changes });
});

test('номера, которые портал прислал с разделителями, в заявке без них – и в исправлениях заявителя', async () => {
  const applicant = { ...person(), snils: '112-233-445 95', inn: '5001 0073 2259' } as unknown as JsonObject;
  const { card, externalId } = await inWork({ applicant });
  expect(card.applicant).toMatchObject({ snils: '11223344595', inn: '500100732259' });
  await act(executor, card, ['sendBack', { comment: 'Исправьте' }]);
  await desk.file({ kind: 'correction', externalId, answers: { cadastralNumber: '73:24:010203: 77' } });
  const back = await arrived(desk, executor, [externalId, inState('В работе')]);
  expect(back.answers).toMatchObject({ cadastralNumber: '73:24:010203:77' });
});

describe('повторы', () => {
  test('то же сообщение, пришедшее трижды, – одна заявка и одно сообщение порталу', async () => {
    desk.portal.play({ kind: 'repeat', times: 3 }, { kind: 'answer' });
    const message = filed();
    await desk.file(message);
    await arrived(desk, executor, [message.externalId, inState('Новая')]);
    await soon(() => expect(desk.portal.waiting()).toBe(0));
    await soon(async () => expect(await stateTitles(message.externalId)).toEqual(['Новая']));
    expect(await deliveries(message.externalId)).toEqual([{ status: 'accepted', reason: null }]);
  });

  test('та же заявка под другим именем сообщения – та же заявка', async () => {
    const message = filed();
    await desk.file(message);
    await desk.file(message);
    await soon(async () =>
      expect((await deliveries(message.externalId)).map(({ status }) => status)).toEqual(['accepted', 'late']),
    );
    const card = await arrived(desk, executor, [message.externalId, inState('Новая')]);
    expect((await eventsOf(card.id)).filter(({ title }) => title === 'Заявка создана')).toHaveLength(1);
  });
});

describe('что не подошло, не пропадает', () => {
  test('неполная заявка – черновик, о котором сказано; после дополнения регистратор её регистрирует', async () => {
    const message = filed({ answers: treeAnswers({ plants: undefined, colour: 'зелёный' }) as JsonObject });
    await desk.file(message);
    const draft = await arrived(desk, registrar, [message.externalId, inState('Черновик')]);
    expect(draft.answers).toEqual(treeAnswers({ plants: undefined }));
    const unfit = (await eventsOf(draft.id)).find(({ title }) => title.startsWith('С портала пришло то'));
    expect(unfit?.remarks.join('\n')).toContain('colour');
    expect(await noticesAbout(registrar, draft.id)).toMatchObject([{ kind: 'portalUnfit' }]);
    expect(await publications(registrar, draft)).toMatchObject([{ kind: 'status', title: 'Заявление получено' }]);
    const filled = expected(
      await registrar.patch(`/api/applications/${draft.id}`, { version: draft.version, answers: treeAnswers() }),
    );
    await act(registrar, filled, ['register', {}]);
    await soon(async () => expect(await stateTitles(message.externalId)).toEqual(['Заявление получено', 'Новая']));
  });

  test('без обязательного ответа, но нужной формы – черновик со всем, что прислано', async () => {
    const message = filed({ answers: treeAnswers({ reason: undefined }) as JsonObject });
    await desk.file(message);
    const draft = await arrived(desk, registrar, [message.externalId, inState('Черновик')]);
    expect(draft.applicant).toEqual({ ...(message.applicant as object), phone: '+79000000001' });
  });

  test('заявитель, которого нельзя прочитать, не мешает остальному', async () => {
    const message = filed({ applicant: { kind: 'martian', name: 'Ы' } });
    await desk.file(message);
    const draft = await arrived(desk, registrar, [message.externalId, inState('Черновик')]);
    expect([draft.applicant, draft.answers]).toEqual([null, treeAnswers()]);
  });

  test.each([
    ['неизвестная услуга', filed({ service: 'nothing' }), /Услугу «nothing»/],
    ['услуга другого ведомства', filed({ service: 'landPlotPlan' }), /не оказывает/],
    ['исправление чужой заявки', { kind: 'correction', externalId: 'nowhere-1', answers: {} }, /не поступало/],
    ['отзыв чужой заявки', { kind: 'cancel', externalId: 'nowhere-2', reason: 'Передумала' }, /не поступало/],
  ])('%s – карантин, и очередь идёт дальше', async (_case, message, reason) => {
    const next = filed();
    await desk.file(message as JsonObject);
    await desk.file(next);
    await arrived(desk, executor, [next.externalId, inState('Новая')]);
    await soon(async () => {
      const [kept] = await deliveries(String(message.externalId));
      expect(kept).toMatchObject({ status: 'quarantine', reason: expect.stringMatching(reason) });
    });
  });

  test('вопрос обогнал заявку – ждёт её, а не пропадает', async () => {
    const message = filed();
    const { externalId } = message;
    await desk.file({ kind: 'text', externalId, text: 'Когда будет готово?' });
    await desk.file(message);
    const card = await arrived(desk, executor, [externalId, inState('Новая')]);
    await soon(async () =>
      expect((await eventsOf(card.id)).map(({ title }) => title)).toContain('Сообщение заявителя с портала'),
    );
    expect((await deliveries(externalId)).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  });

  test('знаки, которых база не хранит, – карантин, и очередь идёт дальше', async () => {
    const plants = [{ species: 'И\u0000ва', count: 1, condition: 'Аварийная' }];
    const [spoilt, next] = [filed({ answers: treeAnswers({ plants }) as JsonObject }), filed()];
    await desk.file(spoilt);
    await desk.file(next);
    await arrived(desk, executor, [next.externalId, inState('Новая')]);
    const reason = 'В сообщении есть знаки, которые нельзя сохранить';
    expect(await deliveries(spoilt.externalId)).toEqual([{ status: 'quarantine', reason }]);
  });

  test('исправления, которых не ждали, в заявку не попадают, но исполнитель о них знает', async () => {
    const { card, externalId } = await inWork();
    await desk.file({ kind: 'correction', externalId, answers: { reason: 'other' } });
    await soon(async () => expect(await noticesAbout(executor, card.id)).toMatchObject([{ kind: 'portalLate' }]));
    const { items } = expected(await executor.get(`/api/applications/${card.id}/correspondence`));
    const said = items.find((one: { kind: string }) => one.kind === 'portalLate');
    // The system's words, to be read in the language of whoever reads: not the applicant's.
    expect(said).toMatchObject({ text: null, remarks: [expect.stringContaining('заявителя уже не ждали')] });
    expect((await readCard(executor, card.id)).answers).toEqual(treeAnswers());
    expect((await deliveries(externalId)).map(({ status }) => status)).toEqual(['accepted', 'late']);
  });

  test('исправления, после которых заявка неполна, записаны и ждут сотрудника', async () => {
    const { card, externalId } = await inWork();
    await act(executor, card, ['sendBack', { comment: 'Исправьте' }]);
    await desk.file({ kind: 'correction', externalId, answers: { plants: null } });
    await soon(async () => expect(await noticesAbout(executor, card.id)).toMatchObject([{ kind: 'portalUnfit' }]));
    const kept = await readCard(executor, card.id);
    expect([kept.stateTitle, kept.answers.plants]).toEqual(['На доработке', null]);
  });
});

test('отказ заявителя без действия в процессе и его сообщение – в истории и у исполнителя', async () => {
  const { card, externalId } = await inWork();
  await desk.file({ kind: 'cancel', externalId, reason: 'Дерево упало само' });
  await desk.file({ kind: 'text', externalId, text: 'Когда будет готово?' });
  await soon(async () => {
    const kinds = (await noticesAbout(executor, card.id)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['portalCancel', 'portalText']);
  });
  const said = (await eventsOf(card.id)).map(({ title, comment }) => `${title}: ${comment}`);
  expect(said).toContain('Заявитель отказывается от заявки: Дерево упало само');
  expect(said).toContain('Сообщение заявителя с портала: Когда будет готово?');
});

describe('портал не отвечает', () => {
  test('сообщения ждут и уходят по порядку, каждое один раз', async () => {
    const { card, externalId } = await inWork();
    await soon(async () => expect(await stateTitles(externalId)).toEqual(['Новая', 'В работе']));
    desk.portal.play({ kind: 'fail' }, { kind: 'reset', late: true }, { kind: 'fail' }, { kind: 'answer' });
    const rework = await act(executor, card, ['sendBack', { comment: 'Раз' }]);
    const back = await act(executor, rework, ['enterCorrections', {}]);
    await act(executor, back, ['sendBack', { comment: 'Два' }]);
    const titles = ['Новая', 'В работе', 'На доработке', 'В работе', 'На доработке'];
    await soon(async () => expect(await stateTitles(externalId)).toEqual(titles));
    await soon(async () => {
      const told = await publications(executor, card);
      expect(told.map(({ status }) => status)).toEqual(Array(5).fill('delivered'));
    });
    expect(desk.shown(externalId)).toHaveLength(5);
  });

  test('от чего портал отказался, видно с причиной; следующее уходит', async () => {
    const { card, externalId } = await inWork();
    await soon(async () => expect(await stateTitles(externalId)).toEqual(['Новая', 'В работе']));
    desk.portal.play({ kind: 'refuse', reason: 'нет такой заявки' }, { kind: 'answer' });
    const rework = await act(executor, card, ['sendBack', { comment: 'Раз' }]);
    await act(executor, rework, ['enterCorrections', {}]);
    await soon(async () => expect(await stateTitles(externalId)).toEqual(['Новая', 'В работе', 'В работе']));
    const told = await publications(executor, card);
    expect(told[2]).toMatchObject({
      status: 'failed',
      deliveryText: 'Портал не принял сообщение: нет такой заявки',
    });
    expect(await noticesAbout(executor, card.id)).toMatchObject([{ kind: 'publicationFailed' }]);
  });
});
