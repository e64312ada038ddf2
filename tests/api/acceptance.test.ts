import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { act, expected, grantInput, plotAnswers, readCard, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { askingCase, askUntil, openRegistryDesk, publishAsking, type RegistryDesk } from '../support/registry.ts';

/** Values of an answer are taken over field by field, over what the applicant filed and never into it. */
let desk: RegistryDesk;
let clerk: Client;
beforeAll(async () => {
  desk = await openRegistryDesk();
  const accept = [
    { to: 'answers.area', from: 'area', convert: 'number' },
    { to: 'answers.landAddress.text', from: 'address' },
    { to: 'answers.landmark', from: 'text' },
  ];
  const requests = [{ code: 'extract', type: 'registryExtract', accept }];
  await publishAsking(desk, 'asking', { requests });
  clerk = await desk.server.login('super');
});
afterAll(() => desk.close());

const answer = { found: true, area: '640,2', address: 'г. Верхнереченск, ул. Луговая, д. 7а' };

async function answered(
  given: Record<string, unknown> = answer,
): Promise<{ card: ApplicationCard; view: RequestView }> {
  const card = await askingCase(clerk, 'asking');
  desk.emulator.play({ kind: 'answer', answer: given as never });
  const view = await askUntil(clerk, card, { entry: 'extract', question: { number: '1234-56' } });
  return { card: await readCard(clerk, card.id), view };
}

const accept = (view: RequestView, body: Record<string, unknown>, by = clerk) =>
  by.post(`/api/requests/${view.id}/accept`, body);
const withdraw = (view: RequestView, body: Record<string, unknown>) =>
  clerk.post(`/api/requests/${view.id}/accept/withdraw`, body);
const itemOf = (view: RequestView, field: string) => view.acceptance?.items.find((one) => one.field === field);

test('после ответа видно, что есть в заявке и что будет; само ничего не пишется', async () => {
  const { card, view } = await answered();
  expect(view.acceptance).toMatchObject({ open: true, reason: null, faults: [], version: card.version });
  expect(itemOf(view, 'area')).toEqual({
    field: 'area',
    title: '«Площадь (кв. м)»',
    filed: 612.5,
    present: 612.5,
    value: 640.2,
    from: ['«Площадь по реестру, кв. м»'],
    same: false,
    accepted: false,
    problem: null,
  });
  // A group keeps what the answer says nothing of.
  expect(itemOf(view, 'landAddress')?.value).toEqual({
    ...(plotAnswers().landAddress as object),
    text: answer.address,
  });
  expect(card).toMatchObject({ answers: plotAnswers(), accepted: [] });
});

test('отмеченное ложится поверх поданного: решают, печатают, ищут и спрашивают по нему, поданное остаётся', async () => {
  const { card, view } = await answered();
  const after: RequestView = expected(await accept(view, { version: card.version, fields: ['area', 'landAddress'] }));
  expect(after.acceptance?.items.map(({ field, same, accepted }) => [field, same, accepted])).toEqual([
    ['area', true, true],
    ['landAddress', true, true],
  ]);
  const changed = await readCard(clerk, card.id);
  expect(changed.answers).toEqual(card.answers);
  expect(changed.version).toBe(card.version + 1);
  expect(changed.accepted[0]).toEqual({
    field: 'area',
    value: 640.2,
    filed: 612.5,
    request: { id: view.id, number: view.number, title: 'Выписка из реестра', emulated: false },
    at: expect.any(String),
  });
  const found = expected(await clerk.get(`/api/applications?address=${encodeURIComponent('д. 7а')}&limit=50`));
  expect(found.items.map((one: { id: string }) => one.id)).toContain(card.id);
  const body = { kind: 'grant', text: grantInput.text };
  const preview = await clerk.post(`/api/applications/${card.id}/decision/preview`, body);
  expect(preview.status, preview.text.slice(0, 300)).toBe(200);
  const printed = pdfText(Buffer.from(preview.bytes));
  expect(printed).toContain('640,2');
  expect(printed).toContain('7а');
  const history = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
  const event = history.items.find((one: { type: string }) => one.type === 'valuesAccepted');
  expect(event).toMatchObject({
    title: `Приняты значения из ответа на запрос: Выписка из реестра (№ ${view.number})`,
    changes: [
      { title: 'Площадь (кв. м)', before: 612.5, after: 640.2 },
      { title: 'Местоположение земельного участка' },
    ],
  });
});

test('принятие отменяют: в заявке снова поданное, и это видно в истории', async () => {
  const { card, view } = await answered();
  // Of an emulator: the value is marked as long as it lies there, its history for ever.
  await desk.server.database.execute('update request set emulated = true where id = $1', [view.id]);
  expected(await accept(view, { version: card.version, fields: ['area'] }));
  expect((await readCard(clerk, card.id)).accepted[0]?.request.emulated).toBe(true);
  const told = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
  expect(told.items.at(-1).remarks).toEqual([expect.stringContaining('эмулятор')]);
  const withdrawn: RequestView = expected(await withdraw(view, { version: card.version + 1, fields: ['area'] }));
  expect(itemOf(withdrawn, 'area')).toMatchObject({ present: 612.5, accepted: false });
  expect(await readCard(clerk, card.id)).toMatchObject({ accepted: [], answers: card.answers });
  const history = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
  expect(history.items.at(-1)).toMatchObject({
    type: 'acceptanceWithdrawn',
    changes: [{ before: 640.2, after: 612.5 }],
  });
});

test('второй ответ заменяет принятое из первого, и обе замены остаются в истории с их запросами', async () => {
  const { card, view: first } = await answered();
  expected(await accept(first, { version: card.version, fields: ['area'] }));
  desk.emulator.play({ kind: 'answer', answer: { ...answer, area: '655' } as never });
  const second = await askUntil(clerk, card, { entry: 'extract', question: { number: '1234-57' } });
  expect(itemOf(second, 'area')).toMatchObject({ filed: 612.5, present: 640.2, value: 655, accepted: false });
  const { version } = await readCard(clerk, card.id);
  expected(await accept(second, { version, fields: ['area'] }));
  const now = await readCard(clerk, card.id);
  expect(now.accepted).toEqual([
    expect.objectContaining({ field: 'area', value: 655, request: expect.objectContaining({ id: second.id }) }),
  ]);
  const { items } = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
  const taken = items.filter(({ type }: { type: string }) => type === 'valuesAccepted');
  expect(taken).toEqual([
    expect.objectContaining({
      title: expect.stringContaining(`№ ${first.number}`),
      changes: [expect.objectContaining({ before: 612.5, after: 640.2 })],
    }),
    expect.objectContaining({
      title: expect.stringContaining(`№ ${second.number}`),
      changes: [expect.objectContaining({ before: 640.2, after: 655 })],
    }),
  ]);
  // What was replaced is not there to be taken back; taking back the present one gives the applicant's own.
  const gone = await withdraw(first, { version: now.version, fields: ['area'] });
  expect([gone.status, gone.body.problems[0].code]).toEqual([422, 'notAccepted']);
  expected(await withdraw(second, { version: now.version, fields: ['area'] }));
  expect((await readCard(clerk, card.id)).accepted).toEqual([]);
});

test('чего в ответе нет, что уже так и что принято не отсюда, не принимают и не отменяют; заявка не меняется', async () => {
  const { card, view } = await answered({ found: true, area: '612,5' });
  const { version } = card;
  const codes = async (answered: Promise<{ status: number; body: { problems: { code: string }[] } }>) => {
    const { status, body } = await answered;
    return [status, ...body.problems.map(({ code }) => code)];
  };
  expect(itemOf(view, 'area')).toMatchObject({ same: true });
  expect(await codes(accept(view, { version, fields: ['area'] }))).toEqual([422, 'sameValue']);
  expect(await codes(accept(view, { version, fields: ['oktmo', 'nowhere', 'toString'] }))).toEqual([
    ...[422, 'notOffered', 'notOffered', 'notOffered'],
  ]);
  expect(await codes(withdraw(view, { version, fields: ['area'] }))).toEqual([422, 'notAccepted']);
  expect((await accept(view, { version, fields: [] })).status).toBe(400);
  expect((await accept(view, { version, fields: ['__proto__'] })).status).toBe(400);
  expect((await readCard(clerk, card.id)).version).toBe(version);
});

test('не подходящее форме показано с причиной и не принимается; непереносимое названо', async () => {
  const { card, view } = await answered({ found: true, area: '-5', address: 'ул. Новая', text: 'у реки' });
  expect(itemOf(view, 'area')?.problem).toContain('Площадь');
  const refused = await accept(view, { version: card.version, fields: ['area'] });
  expect([refused.status, refused.body.problems[0].pointer]).toEqual([422, '/answers/area']);
  // The plot has an address: the landmark is not asked.
  const hidden = await accept(view, { version: card.version, fields: ['landmark'] });
  expect([hidden.status, hidden.body.problems[0].code]).toEqual([422, 'notAsked']);
  const words = await answered({ found: true, area: 'много' });
  expect(words.view.acceptance?.items).toEqual([]);
  expect(words.view.acceptance?.faults[0]).toContain('много');
});

test('принимает исполнитель, пока заявка в работе, и по той версии, которую видел', async () => {
  const { card, view } = await answered();
  const stale = await accept(view, { version: card.version - 1, fields: ['area'] });
  expect([stale.status, stale.body.code]).toEqual([409, 'versionConflict']);
  const other = await desk.server.login('executor');
  expect((await accept(view, { version: card.version, fields: ['area'] }, other)).status).toBe(404);
  const foreign = await desk.server.login('super2');
  expect((await accept(view, { version: card.version, fields: ['area'] }, foreign)).status).toBe(404);
  const decided = await act(clerk, card, ['grant', { input: grantInput }]);
  const late = await accept(view, { version: decided.version, fields: ['area'] });
  expect([late.status, late.body.code]).toEqual([409, 'actionClosed']);
  const read: RequestView = expected(await clerk.get(`/api/requests/${view.id}`));
  expect(read.acceptance).toMatchObject({ open: false, reason: expect.any(String) });
});

test('ответ без сопоставления ничего не предлагает', async () => {
  await publishAsking(desk, 'plain', { requests: [{ code: 'extract', type: 'registryExtract' }] });
  const card = await askingCase(clerk, 'plain');
  desk.emulator.play({ kind: 'answer', answer });
  const view = await askUntil(clerk, card, { entry: 'extract', question: { number: '1234-56' } });
  expect(view.acceptance).toBeNull();
  const refused = await accept(view, { version: card.version, fields: ['area'] });
  expect([refused.status, refused.body.code]).toEqual([409, 'stateConflict']);
});

describe('ответ, приложенный вручную', () => {
  async function waiting(): Promise<{ card: ApplicationCard; view: RequestView }> {
    const card = await askingCase(clerk, 'asking');
    desk.emulator.play({ kind: 'silence' });
    const asked = { entry: 'extract', question: { number: '1234-56' }, status: 'waiting' as const };
    return { card, view: await askUntil(clerk, card, asked) };
  }
  const bring = (view: RequestView, body: Record<string, unknown>) =>
    clerk.post(`/api/requests/${view.id}/bring`, { version: view.version, reason: 'Пришёл письмом № 7', ...body });

  test('помечен, кем и почему, с файлами; из него принимают значения', async () => {
    const { card, view } = await waiting();
    expect(view.actions).toContain('bring');
    const { id: file } = await upload(clerk, card.id, { name: 'письмо.txt', purpose: 'attachment' });
    const brought: RequestView = expected(await bring(view, { answer, files: [file] }));
    expect(brought).toMatchObject({
      status: 'answered',
      resultText: 'Ответ приложен вручную',
      brought: { reason: 'Пришёл письмом № 7', by: { name: 'Захаров Дмитрий Олегович' } },
      actions: [],
    });
    expect(brought.files.map(({ name, purpose }) => `${purpose} ${name}`)).toEqual(['answer письмо.txt']);
    expected(await accept(brought, { version: (await readCard(clerk, card.id)).version, fields: ['area'] }));
    const { items } = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
    const event = items.find((one: { type: string }) => one.type === 'requestAnsweredByHand');
    expect(event).toMatchObject({ comment: 'Пришёл письмом № 7', actor: { name: 'Захаров Дмитрий Олегович' } });
    const again = await bring(brought, { answer });
    expect([again.status, again.body.code]).toEqual([409, 'stateConflict']);
  });

  test('без причины, не по форме и с чужим файлом не прикладывается', async () => {
    const { view } = await waiting();
    const elsewhere = await askingCase(clerk, 'asking');
    const { id: foreign } = await upload(clerk, elsewhere.id, { name: 'чужое.txt', purpose: 'attachment' });
    expect((await bring(view, { answer, reason: '     ' })).status).toBe(400);
    const unfit = await bring(view, { answer: { found: 'да', extra: 1 } });
    expect(unfit.status).toBe(422);
    expect(unfit.body.problems.map((one: { pointer: string }) => one.pointer)).toContain('/answer/found');
    expect((await bring(view, { answer, files: [foreign] })).status).toBe(404);
    expect(expected(await clerk.get(`/api/requests/${view.id}`)).status).toBe('waiting');
  });
});
