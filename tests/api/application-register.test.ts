import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, createApplication, expected, person, plotAnswers, readCard, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;

beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

const fieldsOf = (problem: { problems: { field: string }[] }) => [...new Set(problem.problems.map((one) => one.field))];

describe('registering', () => {
  const refusal = async (changes: Record<string, unknown>) => {
    const draft = await createApplication(registrar, changes);
    const problem: { code: string; problems: { field: string; pointer: string; message: string }[] } = (await act(
      registrar,
      draft,
      ['register', { status: 422 }],
    )) as never;
    expect((await readCard(registrar, draft.id)).version).toBe(1);
    return problem;
  };

  test('an empty draft names everything that is missing at once', async () => {
    const problem = await refusal({ applicant: null, notification: null, answers: {} });
    expect(problem.code).toBe('invalidAnswers');
    expect(fieldsOf(problem)).toEqual([
      'oktmo',
      'cadastralNumber',
      'area',
      'addressKind',
      'resultDelivery',
      'applicant',
      'notification',
    ]);
  });

  test('asks for what the answers call for', async () => {
    const byLandmark = await refusal({ answers: plotAnswers({ addressKind: 'landmark' }) });
    expect(fieldsOf(byLandmark)).toEqual(['landmark']);
    const partOfAddress = await refusal({ answers: plotAnswers({ landAddress: { text: 'ул. Луговая' } }) });
    expect(partOfAddress.problems.map((one) => one.pointer)).toEqual([
      '/answers/landAddress/postalCode',
      '/answers/landAddress/region',
    ]);
  });

  test('drops the answers of hidden fields, and says so in the journal only', async () => {
    const answers = plotAnswers({ landmark: 'У старой мельницы', mfc: 'verkhnerechensk1' });
    const registered = await act(registrar, await createApplication(registrar, { answers }), ['register', {}]);
    expect(registered.answers).toEqual(plotAnswers());
  });

  test('an address for the notice is needed by ways that have one', async () => {
    const nowhere = person();
    delete nowhere.email;
    const problem = await refusal({ applicant: nowhere, notification: { way: 'email' } });
    expect(problem.problems.map((one) => one.pointer)).toEqual(['/notification/address']);
    const told = { applicant: nowhere, notification: { way: 'email', address: 'vetrova@example.org' } };
    expect(await act(registrar, await createApplication(registrar, told), ['register', {}])).toMatchObject({
      state: 'registered',
    });
  });

  test('a needed document: by file or on paper', async () => {
    const representative = person({ surname: 'Посредникова', snils: '087-654-303 00', inn: '' });
    const problem = await refusal({ representative });
    expect(problem.problems).toEqual([
      expect.objectContaining({
        field: 'powerOfAttorney',
        code: 'documentNeeded',
        pointer: '/documents/powerOfAttorney',
      }),
    ]);
    const draft = await createApplication(registrar, { representative });
    expect(draft.documents.find((one) => one.code === 'powerOfAttorney')).toMatchObject({
      needed: true,
      present: false,
    });
    await upload(registrar, draft.id, { name: 'доверенность.txt', purpose: 'document', document: 'powerOfAttorney' });
    expect(await act(registrar, draft, ['register', {}])).toMatchObject({ state: 'registered' });

    const onPaper = await createApplication(registrar, { representative });
    const paper = { document: 'powerOfAttorney', title: 'Доверенность', form: 'original', sheets: 1 };
    expected(await registrar.put(`/api/applications/${onPaper.id}/received-documents`, { version: 1, items: [paper] }));
    expect(await act(registrar, await readCard(registrar, onPaper.id), ['register', {}])).toMatchObject({
      state: 'registered',
    });
  });

  test('the journal keeps what was made of it: number, applicant, the reasons of the due date', async () => {
    const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
    const { rows } = await server.database.execute(
      `select payload.text from application_event event join application_event_payload payload on payload.event_id = event.id
       where event.application_id = $1 and event.type = 'action:register'`,
      [registered.id],
    );
    const [{ text }] = rows as [{ text: string }];
    const { number, applicantId, term } = JSON.parse(text);
    expect({ number, applicantId }).toEqual({ number: registered.number, applicantId: registered.applicantId });
    expect(term).toMatchObject({ dueDate: registered.dueDate, trace: expect.any(Array) });
    const { items } = expected(await registrar.get(`/api/applications/${registered.id}/history`));
    expect(items.map((entry: { term: string[] }) => entry.term)).toEqual([[], term.trace]);
  });
});

test('the due date is the fourteenth working day after registering; the day after it the application is overdue', async () => {
  const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
  expect(registered.dueDate).toBe(workingDayAfter(new Date(registered.registeredAt ?? ''), 14));
  expect(registered.overdue).toBe(false);
  const day = 24 * 60 * 60 * 1000;
  // The last day in Moscow, and some minutes past its midnight.
  const midnight = new Date(`${registered.dueDate}T23:59:00+03:00`).getTime();
  server.clock.advance(midnight - server.clock.now().getTime());
  expect(await readCard(await server.login('monitor'), registered.id)).toMatchObject({ overdue: false });
  server.clock.advance(day / 24);
  expect(await readCard(await server.login('monitor'), registered.id)).toMatchObject({ overdue: true });
});

/** By the files of the calendars alone, without the engine. */
function workingDayAfter(moment: Date, days: number): string {
  const calendars = server.deps.definitions.list('calendar').map((one) => one.content);
  const holidays = new Set(calendars.flatMap((one) => one.holidays));
  const worked = new Set(calendars.flatMap((one) => one.worked));
  const moscow = new Date(moment.getTime() + 3 * 60 * 60 * 1000);
  for (let left = days; left > 0; ) {
    moscow.setUTCDate(moscow.getUTCDate() + 1);
    const date = moscow.toISOString().slice(0, 10);
    const weekend = moscow.getUTCDay() % 6 === 0;
    if (worked.has(date) || (!weekend && !holidays.has(date))) left -= 1;
  }
  return moscow.toISOString().slice(0, 10);
}
