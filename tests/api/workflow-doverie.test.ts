import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import type { TransitionPayload } from '../../core/src/application/facts.ts';
import { replay } from '../../core/src/application/replay.ts';
import {
  act,
  createApplication,
  decidingApplication,
  expected,
  grantInput,
  readCard,
  upload,
} from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const people: Record<'registrar' | 'dispatcher' | 'executor' | 'executor2' | 'approver' | 'super' | 'monitor', Client> =
  {} as never;

beforeAll(async () => {
  server = await startServer();
  for (const login of ['registrar', 'dispatcher', 'executor', 'executor2', 'approver', 'super', 'monitor'] as const) {
    people[login] = await server.login(login);
  }
});
afterAll(() => server.close());

const userId = async (client: Client): Promise<string> => expected(await client.get('/api/me')).user.id;
const openCodes = (card: ApplicationCard) => card.actions.filter((one) => one.open).map((one) => one.code);

test('four people take an application the whole way of ИС ДОВЕРИЕ', async () => {
  const draft = await createApplication(people.registrar);
  expect(draft).toMatchObject({ state: 'draft', stateTitle: 'Черновик', number: null, version: 1, editable: true });
  expect(openCodes(draft)).toEqual(['register', 'refuseAcceptance']);

  const registered = await act(people.registrar, draft, ['register', {}]);
  // The body's year: in Moscow it begins three hours before that of a machine on UTC.
  const year = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Moscow', year: 'numeric' }).format(new Date());
  expect(registered.number).toMatch(new RegExp(`^АРХ-${year}-\\d{6}$`));
  expect(registered).toMatchObject({
    state: 'registered',
    stateTitle: 'Зарегистрировано',
    executor: null,
    editable: false,
  });
  expect(registered.applicantId).not.toBeNull();
  expect(registered.dueDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const assigning = registered.actions.find((one) => one.code === 'assign');
  expect(assigning?.reason).toEqual({ code: 'functionNeeded', text: 'Это действие выполняет диспетчер' });
  // The form of an action is told to whoever may do it.
  expect(assigning?.input).toBeUndefined();
  const { actions } = expected(await people.dispatcher.get(`/api/applications/${draft.id}`)) as ApplicationCard;
  expect(actions.find((one) => one.code === 'assign')?.input).toMatchObject({ sections: [{ fields: ['employee'] }] });

  const { items } = expected(await people.dispatcher.get(`/api/applications/${draft.id}/candidates/assign`));
  expect(items.map((one: { name: string }) => one.name)).toEqual([
    'Захаров Дмитрий Олегович',
    'Кузнецов Игорь Сергеевич',
    'Орлова Татьяна Павловна',
  ]);
  const executorId = await userId(people.executor);
  const assigned = await act(people.dispatcher, registered, [
    'assign',
    { input: { employee: executorId }, comment: 'Прошу рассмотреть' },
  ]);
  expect(assigned).toMatchObject({ state: 'deciding', executor: { name: 'Кузнецов Игорь Сергеевич' } });

  const file = await upload(people.executor, draft.id, { name: 'обоснование.txt', purpose: 'decision' });
  const prepared = await act(people.executor, assigned, ['grant', { input: { ...grantInput, files: [file.id] } }]);
  expect(prepared).toMatchObject({ state: 'approvingGrant', stateTitle: 'Утверждение положительного результата' });
  expect(prepared.decision).toMatchObject({ kind: 'grant', status: 'prepared', approver: null });

  const returned = await act(people.approver, prepared, ['rework', { input: { files: [] }, comment: 'Уточните зону' }]);
  expect(returned).toMatchObject({
    state: 'deciding',
    decision: {
      status: 'returned',
      returnComment: 'Уточните зону',
      approver: { name: 'Воронцова Елена Александровна' },
    },
  });
  expect(returned.files.filter((one) => one.purpose === 'decision')).toEqual([]);

  const again = await act(people.executor, returned, ['grant', { input: { ...grantInput, text: 'Зона Ж-2.' } }]);
  expect(again.decision).toMatchObject({ status: 'prepared', text: 'Зона Ж-2.', approver: null });

  const published = await act(people.approver, again, ['publish', {}]);
  expect(published).toMatchObject({
    state: 'granted',
    stateTitle: 'Утвержден положительный результат',
    decision: { status: 'published', approver: { name: 'Воронцова Елена Александровна' } },
  });
  expect(published.decision?.message).toBe(`По заявке ${registered.number} решение принято.`);
  const results = published.files.filter((one) => one.purpose === 'result');
  expect(results.map((one) => one.name)).toEqual([
    `Решение ${registered.number}.pdf`,
    `Решение ${registered.number}.docx`,
  ]);
  const pdf = await people.executor.get(`/api/files/${results[0]?.id}/content`);
  const text = pdfText(pdf.bytes);
  expect(text).toContain('УТВЕРЖДЕНО');
  expect(text).toContain('ЗонаЖ-2.');
  expect(text).toContain(registered.number);

  const closed = await act(people.executor, published, ['close', {}]);
  expect(closed).toMatchObject({ state: 'closed', stateTitle: 'Работа по заявке завершена' });
  expect(openCodes(closed)).toEqual(['issue']);

  expect(closed.closed).toEqual({
    discard: 'Удалить можно только черновик: зарегистрированная заявка хранится, сколько сказано в услуге',
    answers: 'В состоянии «Работа по заявке завершена» заявка не изменяется',
    documents: 'Работа по заявке завершена: файлы и документы больше не изменяются',
    files: 'Работа по заявке завершена: файлы и документы больше не изменяются',
    papers: 'Работа по заявке завершена: файлы и документы больше не изменяются',
    requests: 'Работа по заявке завершена: файлы и документы больше не изменяются',
  });
  expect(draft.closed).toMatchObject({ answers: null, documents: null, files: null, papers: null });
  const history = expected(await people.monitor.get(`/api/applications/${draft.id}/history`));
  expect(history.items.map((one: { title: string }) => one.title)).toEqual([
    'Заявка создана',
    'Зарегистрировано',
    'Исполнитель назначен',
    'Приложен файл: обоснование.txt',
    'Подготовлено решение о предоставлении услуги',
    'Отправлено на доработку',
    'Подготовлено решение о предоставлении услуги',
    'Результат опубликован',
    'Работа по заявке завершена',
  ]);
  await expectFiltered(draft.id, history.people);
  await expectReplayed(draft.id);
  expect(history.items[5]).toMatchObject({
    comment: 'Уточните зону',
    from: 'Утверждение положительного результата',
    to: 'Принятие решения',
    actor: { name: 'Воронцова Елена Александровна' },
  });
});

/** By kind and by person, by pages, on the server. */
async function expectFiltered(id: string, acted: readonly { id: string | null; name: string }[]): Promise<void> {
  const names = ['Воронцова Елена Александровна', 'Кузнецов Игорь Сергеевич', 'Лебедев Андрей Николаевич'];
  expect(acted.map(({ name }) => name)).toEqual([...names, 'Соколова Марина Викторовна']);
  const titles = async (query: string): Promise<string[]> => {
    const page = expected(await people.monitor.get(`/api/applications/${id}/history?limit=1&${query}`));
    const next = page.next === null ? [] : await titles(`${query.replace(/&after=.*/, '')}&after=${page.next}`);
    return [...page.items.map(({ title }: { title: string }) => title), ...next];
  };
  expect(await titles('kind=files')).toEqual(['Приложен файл: обоснование.txt']);
  const approver = acted.find(({ name }) => name.startsWith('Воронцова'))?.id;
  expect(await titles(`kind=actions&person=${approver}`)).toEqual(['Отправлено на доработку', 'Результат опубликован']);
  expect(await titles('person=system')).toEqual([]);
}

/** The journal alone, without the rows it was written beside, tells the same. */
async function expectReplayed(id: string): Promise<void> {
  const { rows } = await server.database.execute(
    `select p.text from application_event e join application_event_payload p on p.event_id = e.id
     where e.application_id = $1 and (e.type = 'created' or e.type like 'action:%') order by e.seq`,
    [id],
  );
  const payloads = (rows as { text: string }[]).map((row): TransitionPayload => JSON.parse(row.text));
  const replayed = replay(server.deps.definitions.latest('workflow', 'doverie').content, payloads);
  const { rows: stored } = await server.database.execute(
    `select a.state, a.executor_id as "executorId", jsonb_build_object('kind', d.kind, 'status', d.status) as decision
     from application a left join decision d on d.application_id = a.id where a.id = $1`,
    [id],
  );
  expect(replayed).toMatchObject(stored[0] as object);
}

test('a refusal names its grounds, tells the applicant by the chosen way, and the clerk marks it done', async () => {
  const card = await decidingApplication({ ...people, executorId: await userId(people.executor) });
  const input = { grounds: [{ code: 'noBoundaries' }], text: 'Границы не установлены.', message: 'Вам отказано.' };
  const prepared = await act(people.executor, card, ['refuse', { input }]);
  expect(prepared.state).toBe('approvingRefusal');
  expect(prepared.decision?.grounds[0]?.clause).toContain('статья 57.3');
  const published = await act(people.approver, prepared, ['publish', {}]);
  expect(published.stateTitle).toBe('Утвержден отказ');

  const { items } = expected(await people.registrar.get('/api/notices'));
  const notice = items.find((one: { application: { id: string } }) => one.application.id === card.id);
  expect(notice).toMatchObject({ way: 'email', address: 'vetrova@example.org', text: 'Вам отказано.', status: 'todo' });
  expect((await people.monitor.post(`/api/notices/${notice.id}/done`)).status).toBe(403);
  expect(expected(await people.registrar.post(`/api/notices/${notice.id}/done`))).toMatchObject({
    status: 'done',
    doneBy: { name: 'Соколова Марина Викторовна' },
  });
  expect((await people.registrar.post(`/api/notices/${notice.id}/done`)).status).toBe(409);
});

test('a super-executor works alone: own application, own decision, no approval', async () => {
  const draft = await createApplication(people.super);
  const registered = await act(people.super, draft, ['register', {}]);
  expect(registered).toMatchObject({ state: 'deciding', executor: { name: 'Захаров Дмитрий Олегович' } });
  const published = await act(people.super, registered, ['grant', { input: grantInput }]);
  expect(published).toMatchObject({ state: 'granted', decision: { status: 'published' } });
  expect(published.files.map((one) => one.purpose)).toEqual(['result', 'result']);
  expect(await act(people.super, published, ['close', {}])).toMatchObject({ state: 'closed' });
});

test('approval is for the approver alone: not for the executor, not after the application moved on', async () => {
  const card = await decidingApplication({ ...people, executorId: await userId(people.executor) });
  await act(people.executor2, card, ['grant', { input: grantInput, status: 404 }]);
  const prepared = await act(people.executor, card, ['grant', { input: grantInput }]);
  await act(people.executor, prepared, ['publish', { status: 403 }]);
  const stale = await act(people.approver, card, ['publish', { status: 409 }]);
  expect(stale).toMatchObject({
    code: 'versionConflict',
    current: { version: prepared.version, state: 'approvingGrant', updatedBy: 'Кузнецов Игорь Сергеевич' },
  });
  expect((await readCard(people.approver, card.id)).version).toBe(prepared.version);
});

describe('the preview of a decision', () => {
  test('is the final paper without the stamp', async () => {
    const card = await decidingApplication({ ...people, executorId: await userId(people.executor) });
    const typed = { kind: 'grant', text: 'Участок в зоне Ж-1.', message: 'Готово.' };
    const draft = await people.executor.post(`/api/applications/${card.id}/decision/preview`, typed);
    expect(draft.status).toBe(200);
    expect(draft.headers.get('Content-Type')).toBe('application/pdf');
    const before = pdfText(draft.bytes);
    expect(before).toContain('УчастоквзонеЖ-1.');
    expect(before).not.toContain('УТВЕРЖДЕНО');

    const prepared = await act(people.executor, card, [
      'grant',
      { input: { text: typed.text, message: typed.message } },
    ]);
    const published = await act(people.approver, prepared, ['publish', {}]);
    const pdf = published.files.find((one) => one.mediaType === 'application/pdf');
    const after = pdfText((await people.executor.get(`/api/files/${pdf?.id}/content`)).bytes);
    // One stretch has come in, the stamp, and nothing else differs.
    const same = [...before].findIndex((letter, at) => letter !== after[at]);
    const added = after.slice(same, same + after.length - before.length);
    expect(after.slice(0, same) + after.slice(same + added.length)).toBe(before);
    expect(added).toContain('УТВЕРЖДЕНОВоронцоваЕленаАлександровна');

    const docx = await people.approver.post(`/api/applications/${card.id}/decision/preview?format=docx`, {});
    expect(docx.bytes.subarray(0, 2).toString()).toBe('PK');
  });

  test('is refused before there is a decision, and to those who do not decide', async () => {
    const card = await decidingApplication({ ...people, executorId: await userId(people.executor) });
    const path = `/api/applications/${card.id}/decision/preview`;
    expect((await people.executor.post(path, {})).body.code).toBe('stateConflict');
    expect((await people.monitor.post(path, { kind: 'grant' })).body.code).toBe('actionClosed');
    expect((await people.executor.post(path, { kind: 'refuse', grounds: ['invented'] })).status).toBe(422);
    expect((await people.executor2.post(path, {})).status).toBe(404);
    expect(expected(await people.executor.get(`/api/applications/${card.id}/decision`))).toEqual({ decision: null });
  });
});
