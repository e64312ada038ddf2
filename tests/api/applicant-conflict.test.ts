import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicantData, ApplicationCard } from '../../core/src/api.gen.ts';
import { act, createApplication, expected, personNumber, readCard } from '../support/factories.ts';
import type { Answer, Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

const old = '+79000000001';
const recent = '+79000000002';

/** A draft with the telephone of yesterday, and a registry that has got another one since. */
async function olderDraft(number: number): Promise<{ draft: ApplicationCard; applicant: ApplicantData }> {
  const applicant = personNumber(number, { phone: old });
  const first = await createApplication(registrar, { applicant });
  const draft = await createApplication(registrar, { applicant });
  await act(registrar, first, ['register', {}]);
  server.clock.advance(1_000);
  const newer = await createApplication(registrar, { applicant: { ...applicant, phone: recent } });
  await act(registrar, newer, ['register', {}]);
  return { draft, applicant };
}

function register({ id, version }: Pick<ApplicationCard, 'id' | 'version'>, more: object = {}): Promise<Answer> {
  return registrar.post(`/api/applications/${id}/actions/register`, { version, ...more });
}

async function phoneOf(card: ApplicationCard): Promise<string> {
  return expected(await registrar.get(`/api/applicants/${card.applicantId}`)).data.phone;
}

test('давний черновик не затирает новое молча: обе стороны, выбор, история', async () => {
  const { draft } = await olderDraft(31);
  const refused = await register(draft);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    code: 'applicantConflict',
    current: {
      applicant: { name: expect.stringContaining('Ветрова') },
      fields: [{ field: 'phone', title: 'Телефон', registry: recent, application: old }],
    },
  });
  expect(await readCard(registrar, draft.id)).toMatchObject({ state: 'draft', number: null });

  const { version } = refused.body.current.applicant;
  const stale = await register(draft, { applicantChoice: { version: version - 1, keep: ['phone'] } });
  expect(stale.body.code).toBe('applicantConflict');
  const registered = expected(await register(draft, { applicantChoice: { version, keep: ['phone'] } }));
  expect(await phoneOf(registered)).toBe(recent);
  expect(registered.applicant.phone).toBe(old);
  const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history?kind=actions`));
  expect(items.at(-1).remarks).toEqual(['В реестре заявителей оставлено: Телефон.']);
  const english = { headers: { 'Accept-Language': 'en' } };
  const read = expected(await registrar.get(`/api/applications/${draft.id}/history?kind=actions`, english));
  expect(read.items.at(-1).remarks[0]).not.toMatch(/[А-Яа-яЁё]/);
});

test('взятое из заявки пишется в реестр', async () => {
  const { draft } = await olderDraft(32);
  const { version } = (await register(draft)).body.current.applicant;
  const registered = expected(await register(draft, { applicantChoice: { version, keep: [] } }));
  expect(await phoneOf(registered)).toBe(old);
});

test('сказанное заново новее реестра: спрашивать не о чем', async () => {
  const { draft, applicant } = await olderDraft(33);
  server.clock.advance(1_000);
  const change = { version: draft.version, applicant: { ...applicant, phone: '+79000000003' } };
  const edited = expected(await registrar.patch(`/api/applications/${draft.id}`, change));
  const registered = expected(await register(edited));
  expect(await phoneOf(registered)).toBe('+79000000003');
});

test('показанное в отказе остаётся на записи', async () => {
  const { draft } = await olderDraft(34);
  const { id } = (await register(draft)).body.current.applicant;
  await server.deps.accessLog.flush();
  const { rows } = await server.database.execute(
    "select count(*)::int as count from access_log where action = 'conflict' and subject_id = $1",
    [id],
  );
  expect(rows).toEqual([{ count: 1 }]);
});
