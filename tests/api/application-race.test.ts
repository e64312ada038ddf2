import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Changed } from '../../core/src/application/command.ts';
import { execute } from '../../core/src/application/commands.ts';
import { Refusal } from '../../core/src/errors.ts';
import { getActor } from '../../core/src/session/queries.ts';
import type { Session } from '../../core/src/session/session.ts';
import {
  act,
  createApplication,
  expected,
  grantInput,
  person,
  personNumber,
  plotAnswers,
  readCard,
} from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const sessions: Record<'registrar' | 'dispatcher' | 'executor', Session> = {} as never;

beforeAll(async () => {
  server = await startServer();
  for (const login of ['registrar', 'dispatcher', 'executor'] as const) {
    sessions[login] = await getActor(server.database, login, 'arch');
  }
});
afterAll(() => server.close());

const content = (number: number) => ({
  applicant: personNumber(number),
  notification: { way: 'inPerson' as const },
  answers: plotAnswers() as never,
});

async function decidingCase(number: number): Promise<Changed> {
  const { registrar, dispatcher, executor } = sessions;
  const create = { kind: 'create', service: 'landPlotPlan', content: content(number) } as const;
  const draft = await execute(server.deps, registrar, create);
  const registered = await execute(server.deps, registrar, { kind: 'action', ...draft, action: 'register', input: {} });
  const input = { employee: executor.user.id };
  return execute(server.deps, dispatcher, { kind: 'action', ...registered, action: 'assign', input });
}

test('R10: of fifty parallel decisions on one application exactly one succeeds, the rest learn the current version', async () => {
  const cases = 200;
  const rivals = 50;
  const started: Changed[] = [];
  for (let at = 0; at < cases; at += 10) {
    started.push(...(await Promise.all(Array.from({ length: 10 }, (_, next) => decidingCase(at + next)))));
  }
  for (const [at, one] of started.entries()) {
    const attempts = Array.from({ length: rivals }, (_, rival) =>
      execute(server.deps, sessions.executor, {
        kind: 'action',
        ...one,
        // Both kinds of decision race, so that a mixture of the two would show.
        action: (at + rival) % 2 === 0 ? 'grant' : 'refuse',
        input: { ...grantInput, ...((at + rival) % 2 === 0 ? {} : { grounds: [{ code: 'noBoundaries' }] }) },
      }).catch((error: unknown) => error),
    );
    const outcomes = await Promise.all(attempts);
    const won = outcomes.filter((outcome) => !(outcome instanceof Error));
    expect(won).toEqual([{ id: one.id, version: one.version + 1 }]);
    const lost = outcomes.filter((outcome) => outcome instanceof Refusal);
    expect(lost).toHaveLength(rivals - 1);
    for (const refusal of lost) {
      expect([refusal.code, (refusal.facts.current as { version: number }).version]).toEqual([
        'versionConflict',
        one.version + 1,
      ]);
    }
  }
  const { rows } = await server.database.execute(
    `select count(*) filter (where e.type in ('action:grant', 'action:refuse')) as decided,
       count(distinct d.id) filter (where a.state = case d.kind when 'grant' then 'approvingGrant' else 'approvingRefusal' end) as consistent
     from application a join decision d on d.application_id = a.id join application_event e on e.application_id = a.id`,
  );
  expect(rows[0]).toEqual({ decided: cases, consistent: cases });
}, 200_000);

test('the same over HTTP: fifty clicks, one decision', async () => {
  const client = await server.login('super');
  const registered = await act(client, await createApplication(client), ['register', {}]);
  const path = `/api/applications/${registered.id}/actions/grant`;
  const body = { version: registered.version, input: grantInput };
  const answers = await Promise.all(Array.from({ length: 50 }, () => client.post(path, body)));
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
  for (const answer of answers.filter((one) => one.status === 409)) {
    expect(answer.body).toMatchObject({
      code: 'versionConflict',
      current: { version: registered.version + 1, state: 'granted' },
    });
  }
  expect((await readCard(client, registered.id)).files.map((file) => file.purpose)).toEqual(['result', 'result']);
});

const sequenceOf = (number: string | null) => Number(number?.split('-').at(-1));

async function lastSequence(): Promise<number> {
  const { rows } = await server.database.execute('select coalesce(max(value), 0) as value from number_counter');
  return (rows[0] as { value: number }).value;
}

test('fifty parallel registrations, some of them refused, get numbers without a gap', async () => {
  const client = await server.login('registrar');
  const before = await lastSequence();
  const drafts = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      createApplication(client, { applicant: personNumber(1000 + at), ...(at % 5 === 0 ? { answers: {} } : {}) }),
    ),
  );
  const answers = await Promise.all(
    drafts.map(({ id, version }) => client.post(`/api/applications/${id}/actions/register`, { version })),
  );
  const numbers = answers.filter((one) => one.status === 200).map((one) => sequenceOf(one.body.number));
  expect(answers.filter((one) => one.status === 422)).toHaveLength(10);
  expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, at) => before + 1 + at));
  expect(await lastSequence()).toBe(before + 40);
});

test('fifty registrations of one and the same applicant make one record', async () => {
  const client = await server.login('registrar');
  const applicant = person({ snils: '087-654-303 00', inn: '', surname: 'Единственная' });
  const drafts = await Promise.all(Array.from({ length: 50 }, () => createApplication(client, { applicant })));
  const cards = await Promise.all(drafts.map((draft) => act(client, draft, ['register', {}])));
  expect(new Set(cards.map((card) => card.applicantId)).size).toBe(1);
});

test('a registration that breaks off after the number was taken loses neither number nor draft', async () => {
  const client = await server.login('registrar');
  const draft = await createApplication(client);
  const before = await lastSequence();
  await server.database.execute(`
    create function break_off() returns trigger language plpgsql as $$
    begin raise exception 'power cut'; end $$`);
  // The row is written after the number is taken: the transaction dies in between, as by a cut of power.
  await server.database.execute(`create trigger break_off before update on application for each row
    when (new.number is not null) execute function break_off()`);
  const answer = await client.post(`/api/applications/${draft.id}/actions/register`, { version: draft.version });
  expect(answer.status).toBe(500);
  await server.database.execute('drop trigger break_off on application');

  expect(await lastSequence()).toBe(before);
  expect(await readCard(client, draft.id)).toMatchObject({
    state: 'draft',
    version: 1,
    number: null,
    applicantId: null,
  });
  expect(expected(await client.get(`/api/applications/${draft.id}/history`)).items).toHaveLength(1);
  const registered = await act(client, draft, ['register', {}]);
  expect(sequenceOf(registered.number)).toBe(before + 1);
});
