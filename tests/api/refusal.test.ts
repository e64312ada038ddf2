import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicantData, ApplicationCard } from '../../core/src/api.gen.ts';
import { act, createApplication, expected, personNumber, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;
let registrar: Client;

beforeAll(async () => {
  server = await startServer();
  clerk = await server.login('super');
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

async function deciding(applicant: ApplicantData): Promise<ApplicationCard> {
  return act(clerk, await createApplication(clerk, { applicant }), ['register', {}]);
}

const words = { text: 'Причина.', message: 'Вам отказано.' };
const refusal = (...codes: string[]) => ({ ...words, grounds: codes.map((code) => ({ code })) });

async function refuse(
  card: ApplicationCard,
  codes: readonly string[],
  { status = 200, ...more }: { status?: number; repeat?: object } = {},
) {
  const body = { version: card.version, input: refusal(...codes), ...more };
  return expected(await clerk.post(`/api/applications/${card.id}/actions/refuse`, body), status);
}

const earlierOf = async (id: string) => expected(await clerk.get(`/api/applications/${id}/earlier-refusals`));

test('a ground has a text of its own, in the decision and on its paper', async () => {
  const card = await deciding(personNumber(1));
  const input = { ...refusal('noBoundaries'), grounds: [{ code: 'noBoundaries', text: 'Нет межевого плана.' }] };
  const refused = await act(clerk, card, ['refuse', { input }]);
  expect(refused.decision?.grounds[0]).toMatchObject({ code: 'noBoundaries', text: 'Нет межевого плана.' });
  expect(refused.decision?.repeat).toBeNull();
  const pdf = refused.files.find((one) => one.mediaType === 'application/pdf');
  expect(pdfText((await clerk.get(`/api/files/${pdf?.id}/content`)).bytes)).toContain('Нетмежевогоплана.');
});

test('a second refusal names nothing new, but in the cases of the law, chosen and justified by the clerk', async () => {
  const applicant = personNumber(2);
  const first = await refuse(await deciding(applicant), ['noBoundaries']);
  const again = await deciding(applicant);
  const { items, exceptions } = await earlierOf(again.id);
  expect(items).toMatchObject([{ id: first.id, number: first.number, grounds: [{ code: 'noBoundaries' }] }]);
  expect(exceptions.map((one: { code: string }) => one.code)).toEqual([
    'lawChanged',
    'laterErrors',
    'expired',
    'officialError',
  ]);

  const silent = await refuse(again, ['noBoundaries'], { status: 422 });
  expect(silent.problems).toMatchObject([{ pointer: '/repeat/earlier', code: 'repeatUndecided' }]);
  const added = await refuse(again, ['notRightHolder'], { repeat: { earlier: first.id }, status: 422 });
  expect(added.problems).toMatchObject([{ pointer: '/repeat/exception', code: 'newGround' }]);
  expect(added.problems[0].message).toContain(first.number);
  expect((await readCard(clerk, again.id)).state).toBe('deciding');

  const repeat = { earlier: first.id, exception: 'expired', justification: 'Право прекращено 1 марта.' };
  const refused = await refuse(again, ['notRightHolder'], { repeat });
  expect(refused.decision.repeat).toMatchObject({
    earlier: { id: first.id, number: first.number },
    exception: expect.stringContaining('подпункт «в»'),
    justification: 'Право прекращено 1 марта.',
  });
  const pdf = refused.files.find((one: { mediaType: string }) => one.mediaType === 'application/pdf');
  expect(pdfText((await clerk.get(`/api/files/${pdf.id}/content`)).bytes)).toContain('Правопрекращено1марта.');
  const { items: entries } = expected(await clerk.get(`/api/applications/${again.id}/history`));
  expect(entries.at(-1).title).toBe('Подготовлено решение об отказе');
});

test('the same grounds again need no exception; a matter that is not the same is said to be so', async () => {
  const applicant = personNumber(3);
  const first = await refuse(await deciding(applicant), ['noBoundaries']);
  const second = await refuse(await deciding(applicant), ['noBoundaries'], { repeat: { earlier: first.id } });
  expect(second.decision.repeat).toMatchObject({ earlier: { id: first.id }, exception: null });
  const third = await refuse(await deciding(applicant), ['notRightHolder'], { repeat: { earlier: null } });
  expect(third.decision.repeat).toEqual({ earlier: null, exception: null, justification: null });
});

test("another applicant's refusal, or one that is not published, is no earlier refusal", async () => {
  const foreign = await refuse(await deciding(personNumber(4)), ['noBoundaries']);
  const card = await deciding(personNumber(5));
  expect((await earlierOf(card.id)).items).toEqual([]);
  const refused = await refuse(card, ['noBoundaries'], { repeat: { earlier: foreign.id }, status: 422 });
  expect(refused.problems).toMatchObject([{ code: 'unknownRefusal' }]);
});

test('papers that are not whole are refused before registering: own grounds, own paper, own state, a number', async () => {
  const applicant = personNumber(6);
  const draft = await createApplication(registrar, { applicant, answers: {} });
  const words = { text: 'Приложите согласие.', message: 'Документы не приняты, заявка {{application.number}}.' };
  const foreign = { ...words, grounds: [{ code: 'noBoundaries' }] };
  expect(await act(registrar, draft, ['refuseAcceptance', { input: foreign, status: 422 }])).toMatchObject({
    problems: [{ code: 'unknownGround' }],
  });
  const input = { ...words, grounds: [{ code: 'incompleteSet', text: 'Нет согласия.' }] };
  const rejected = await act(registrar, draft, ['refuseAcceptance', { input }]);
  expect(rejected).toMatchObject({
    stateTitle: 'Отказано в приёме документов',
    phase: 'refused',
    dueDate: null,
    decision: { kind: 'reject', status: 'published', title: 'Отказать в приёме документов' },
  });
  expect(rejected.number).toMatch(/^АРХ-/);
  expect(rejected.decision?.message).toContain(String(rejected.number));
  const pdf = rejected.files.find((one) => one.mediaType === 'application/pdf');
  const text = pdfText((await registrar.get(`/api/files/${pdf?.id}/content`)).bytes);
  expect(text).toContain('РЕШЕНИЕоботказевприёмедокументов');
  expect(text).toContain('Нетсогласия.');

  // A refusal to accept is remembered as well: it is the first refusal of 210-ФЗ.
  const next = await createApplication(clerk, { applicant });
  expect((await earlierOf(next.id)).items).toMatchObject([{ id: draft.id, kind: 'reject' }]);
});

test('without an applicant papers cannot be refused: there is nobody to tell', async () => {
  const draft = await createApplication(registrar, { applicant: null, notification: null });
  const input = { ...words, grounds: [{ code: 'unreadable' }] };
  const refused = await act(registrar, draft, ['refuseAcceptance', { input, status: 422 }]);
  expect(refused).toMatchObject({ problems: [{ pointer: '/applicant' }, { pointer: '/notification' }] });
  expect((await readCard(registrar, draft.id)).number).toBeNull();
});

test('an application is returned without consideration, or withdrawn by the applicant', async () => {
  const returned = await act(clerk, await deciding(personNumber(7)), [
    'returnWithoutReview',
    { input: { ...words, grounds: [{ code: 'otherBody' }] } },
  ]);
  expect(returned).toMatchObject({ phase: 'withdrawn', decision: { kind: 'dismiss', status: 'published' } });
  expect(returned.files.map(({ purpose }) => purpose)).toEqual(['result', 'result']);

  const card = await deciding(personNumber(8));
  await act(clerk, card, ['withdraw', { status: 422 }]);
  const withdrawn = await act(clerk, card, ['withdraw', { comment: 'Заявление об отзыве от 12.01.2026' }]);
  expect(withdrawn).toMatchObject({ phase: 'withdrawn', stateTitle: 'Заявление отозвано заявителем', decision: null });
  const { items } = expected(await registrar.get('/api/notices'));
  const notice = items.find((one: { application: { id: string } }) => one.application.id === card.id);
  expect(notice.text).toContain('отозвано по вашему обращению');
  expect(await act(clerk, withdrawn, ['close', {}])).toMatchObject({ phase: 'closed' });
});
