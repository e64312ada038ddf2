import type { WorkflowDefinition } from '@reglament/format';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import type { TransitionPayload } from '../../core/src/application/facts.ts';
import { replay } from '../../core/src/application/replay.ts';
import { createTreeApplication, resultInput, sign, treeAnswers } from '../support/city.ts';
import { act, expected, readCard, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { detachedSignature } from '../support/signature-samples.ts';

let server: TestServer;
let registrar: Client;
let executor: Client;
let other: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('city.registrar');
  executor = await server.login('city.executor');
  other = await server.login('city.executor2');
  await workFor(other, 'Управление городского хозяйства');
});
afterAll(() => server.close());

/** Of those who belong to several bodies. */
async function workFor(client: Client, title: string): Promise<void> {
  const { organisations } = expected(await client.get('/api/me'));
  const chosen = organisations.find((one: { title: string }) => one.title.startsWith(title));
  expected(await client.patch('/api/session', { organisation: chosen.id }), 204);
}

async function inWork(): Promise<ApplicationCard> {
  const registered = await act(registrar, await createTreeApplication(registrar), ['register', {}]);
  return act(executor, registered, ['assignToMe', {}]);
}

const results = (card: ApplicationCard) => card.files.filter(({ purpose }) => purpose === 'result');
const pdfOf = (card: ApplicationCard) => results(card).find(({ mediaType }) => mediaType === 'application/pdf');

async function notices(card: ApplicationCard): Promise<string[]> {
  return server.database.asOwner(async (trx) =>
    trx('notice').where({ application_id: card.id }).orderBy('created_at').pluck('text'),
  );
}

describe('назначение себе', () => {
  test('новая становится взятой в работу; другой сотрудник может забрать её с комментарием и документом', async () => {
    const card = await inWork();
    expect([card.stateTitle, card.executor?.name]).toEqual(['В работе', 'Хабирова Лейла Маратовна']);
    const { id } = await upload(other, card.id, { name: 'поручение.txt', purpose: 'attachment' });
    const doing = { input: { attachments: [id] }, comment: 'По поручению' };
    const taken = await act(other, card, ['assignToMe', doing]);
    expect([taken.stateTitle, taken.executor?.name]).toEqual(['В работе', 'Мельников Артём Ильдарович']);
    const { items } = expected(await other.get(`/api/applications/${card.id}/history`));
    expect(items.at(-1)).toMatchObject({ comment: 'По поручению', files: [{ id, name: 'поручение.txt' }] });
    const stale = taken.actions.find(({ code }) => code === 'saveResult');
    expect(stale?.open).toBe(true);
    const former = await readCard(executor, card.id);
    expect(former.actions.find(({ code }) => code === 'saveResult')?.reason?.code).toBe('executorOnly');
  });

  test('файл другой заявки к действию не приложить', async () => {
    const [card, foreign] = [await inWork(), await inWork()];
    const { id } = await upload(executor, foreign.id, { name: 'чужой.txt', purpose: 'attachment' });
    const answer = await other.post(`/api/applications/${card.id}/actions/assignToMe`, {
      version: card.version,
      input: { attachments: [id] },
    });
    expect([answer.status, answer.body.code]).toEqual([404, 'notFound']);
    expect((await readCard(executor, card.id)).version).toBe(card.version);
  });
});

describe('результат', () => {
  test('составлен, подписан, опубликован тем же документом; заявителю сообщено', async () => {
    const signing = await act(executor, await inWork(), ['saveResult', { input: resultInput }]);
    expect(signing).toMatchObject({ stateTitle: 'На подписании', decision: { status: 'prepared' } });
    expect(results(signing).map(({ mediaType }) => mediaType.split(/[/.]/).at(-1))).toEqual(['pdf', 'document']);
    expect(await notices(signing)).toEqual([]);
    const closed = await executor.post(`/api/applications/${signing.id}/actions/sign`, { version: signing.version });
    expect([closed.status, closed.body.code]).toEqual([409, 'actionClosed']);
    expect(closed.body.detail).toContain('приложите подпись');

    const pdf = pdfOf(signing);
    expected(await sign(executor, pdf?.id ?? '', detachedSignature()), 201);
    const ready = await readCard(executor, signing.id);
    expect(ready.actions.find(({ code }) => code === 'sign')?.open).toBe(true);
    const signed = await act(executor, ready, ['sign', {}]);
    expect(signed).toMatchObject({ stateTitle: 'Подписано', phase: 'granted', decision: { status: 'published' } });
    expect(results(signed).map(({ id }) => id)).toEqual(results(signing).map(({ id }) => id));
    expect(pdfOf(signed)?.signatures).toMatchObject([
      { verdict: { status: 'unknown' }, signers: [{ serial: '0a1b2c3d4e5f' }] },
    ]);
    expect(await notices(signed)).toEqual([`Разрешение по заявке ${signed.number} готово.`]);
  });

  test('исправленный результат – новый документ без прежней подписи', async () => {
    const signing = await act(executor, await inWork(), ['saveResult', { input: resultInput }]);
    expected(await sign(executor, pdfOf(signing)?.id ?? '', detachedSignature()), 201);
    const { version } = await readCard(executor, signing.id);
    const back = await act(executor, { id: signing.id, version }, ['correctResult', { comment: 'Опечатка' }]);
    expect([back.stateTitle, results(back).length]).toEqual(['В работе', 0]);
    const again = await act(executor, back, ['saveResult', { input: { ...resultInput, text: 'Исправлено.' } }]);
    expect(pdfOf(again)?.id).not.toBe(pdfOf(signing)?.id);
    expect(again.actions.find(({ code }) => code === 'sign')?.reason?.code).toBe('signatureNeeded');
  });

  test('снятая подпись снова закрывает подписание', async () => {
    const signing = await act(executor, await inWork(), ['saveResult', { input: resultInput }]);
    const pdf = pdfOf(signing)?.id ?? '';
    const { id } = expected(await sign(executor, pdf, detachedSignature()), 201);
    expect((await executor.delete(`/api/files/${pdf}/signatures/${id}`)).status).toBe(204);
    const card = await readCard(executor, signing.id);
    expect(card.actions.find(({ code }) => code === 'sign')?.reason?.code).toBe('signatureNeeded');
  });
});

test('отказ: причина, комментарий и информация для заявителя; опубликован сразу', async () => {
  const input = { grounds: [{ code: 'treesCanStay' }], message: 'Достаточно обрезки.' };
  const card = await inWork();
  const none = await executor.post(`/api/applications/${card.id}/actions/saveRefusal`, {
    version: card.version,
    input: { message: 'Нет.' },
  });
  expect([none.status, none.body.problems[0].field]).toEqual([422, 'grounds']);
  const refused = await act(executor, card, ['saveRefusal', { input, comment: 'Осмотрено' }]);
  expect(refused).toMatchObject({ stateTitle: 'Отказано', phase: 'refused', decision: { status: 'published' } });
  expect(refused.actions.filter(({ open }) => open).map(({ code }) => code)).toEqual(['issue']);
  expect(await notices(refused)).toEqual(['Достаточно обрезки.']);
});

describe('доработка', () => {
  test('заявителю сообщено; неполные исправления не принимаются, полные ведут в работу; журнал повторяет путь', async () => {
    const card = await inWork();
    const rework = await act(executor, card, ['sendBack', { comment: 'Приложите {{схему}}' }]);
    expect([rework.stateTitle, rework.editable]).toEqual(['На доработке', true]);
    expect(await notices(rework)).toEqual([
      `Заявление № ${rework.number} возвращено на доработку. Исправьте его и представьте снова.\n\nПриложите {{схему}}`,
    ]);
    const emptied = { version: rework.version, answers: treeAnswers({ plants: undefined }) };
    const { version } = expected(await registrar.patch(`/api/applications/${rework.id}`, emptied));
    const partial = await registrar.post(`/api/applications/${rework.id}/actions/enterCorrections`, { version });
    expect([partial.status, partial.body.problems[0].field]).toEqual([422, 'plants']);
    const mended = { version, answers: treeAnswers({ plants: [{ species: 'Клён', count: 2 }] }) };
    const filled: ApplicationCard = expected(await registrar.patch(`/api/applications/${rework.id}`, mended));
    const back = await act(registrar, filled, ['enterCorrections', {}]);
    expect(back).toMatchObject({ stateTitle: 'В работе', number: card.number, dueDate: card.dueDate });
    expect(back.executor?.name).toBe('Хабирова Лейла Маратовна');
    expect(await replayed(back.id)).toMatchObject({ state: 'inWork', decision: null });
  });

  test('в работе ответы не правят', async () => {
    const card = await inWork();
    const answer = await registrar.patch(`/api/applications/${card.id}`, { version: card.version, answers: {} });
    expect(answer.status).toBe(409);
  });
});

async function replayed(id: string) {
  const workflow: WorkflowDefinition = server.deps.definitions.latest('workflow', 'kazan').content;
  const { rows } = await server.database.execute(
    `select p.text from application_event e join application_event_payload p on p.event_id = e.id
     where e.application_id = $1 and (e.type = 'created' or e.type like 'action:%') order by e.seq`,
    [id],
  );
  return replay(
    workflow,
    (rows as { text: string }[]).map(({ text }): TransitionPayload => JSON.parse(text)),
  );
}
