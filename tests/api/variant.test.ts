import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, plotAnswers, readCard, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;

// biome-ignore lint/suspicious/noExplicitAny: the tests change what is shipped at will
function definition(path: string): any {
  return JSON.parse(readFileSync(new URL(`../../service-definitions/${path}`, import.meta.url), 'utf8'));
}

async function put(kind: 'service' | 'workflow' | 'dictionary', content: { readonly code: string }): Promise<void> {
  const signature = { author: null, comment: null };
  await publish(server.deps, { kind, code: content.code, text: JSON.stringify(content), ...signature });
}

/** The shipped service with a table over one of its questions: each way of delivery has its papers, term and grounds. */
async function publishVariants(): Promise<void> {
  const { tests: _tests, portal: _portal, ...service } = definition('services/landPlotPlan/service.json');
  service.variants = {
    by: ['resultDelivery'],
    rows: [
      {
        code: 'onPaper',
        title: 'Результат на бумаге',
        when: { resultDelivery: ['department', 'mfc'] },
        documents: [{ code: 'titleDocuments', needed: true }, { code: 'otherDocument' }],
        term: { days: 3, unit: 'working' },
        grounds: ['noBoundaries'],
      },
      { code: 'electronic', title: 'Результат в электронном виде', when: { resultDelivery: ['portal'] } },
    ],
  };
  await put('service', service);
}

beforeAll(async () => {
  server = await startServer();
  clerk = await server.login('super');
  await publishVariants();
});
afterAll(() => server.close());

test('answers lead to the variant: its papers are asked for, and it is shown before registering', async () => {
  const onPaper = await createApplication(clerk);
  expect(onPaper.variant).toEqual({ code: 'onPaper', title: 'Результат на бумаге' });
  expect(onPaper.documents.map(({ code, needed }) => [code, needed])).toEqual([
    ['titleDocuments', true],
    ['otherDocument', false],
  ]);
  const electronic = await createApplication(clerk, { answers: plotAnswers({ resultDelivery: 'portal' }) });
  expect(electronic.variant?.code).toBe('electronic');
  expect(electronic.documents.every(({ needed }) => !needed)).toBe(true);
  const open = await createApplication(clerk, { answers: plotAnswers({ resultDelivery: undefined }) });
  expect(open.variant).toBeNull();
});

test('registering asks for the papers of the variant, counts its term and pins it', async () => {
  const draft = await createApplication(clerk);
  const refused = await act(clerk, draft, ['register', { status: 422 }]);
  expect(refused).toMatchObject({ problems: [{ code: 'documentNeeded', pointer: '/documents/titleDocuments' }] });
  await upload(clerk, draft.id, { name: 'право.txt', purpose: 'document', document: 'titleDocuments' });
  const registered = await act(clerk, await readCard(clerk, draft.id), ['register', {}]);
  const electronic = await createApplication(clerk, { answers: plotAnswers({ resultDelivery: 'portal' }) });
  const other = await act(clerk, electronic, ['register', {}]);
  expect(registered.variant?.code).toBe('onPaper');
  // Three working days against the fourteen of the service.
  expect(String(registered.dueDate) < String(other.dueDate)).toBe(true);
  const [row] = await server.database.asOwner((trx) => trx('application').where({ id: draft.id }).select('variant'));
  expect(row).toEqual({ variant: 'onPaper' });
});

test('a refusal chooses from the grounds of the variant alone', async () => {
  const draft = await createApplication(clerk);
  await upload(clerk, draft.id, { name: 'право.txt', purpose: 'document', document: 'titleDocuments' });
  const deciding = await act(clerk, await readCard(clerk, draft.id), ['register', {}]);
  const words = { text: 'Нет прав.', message: 'Отказано.' };
  const refused = await act(clerk, deciding, [
    'refuse',
    { input: { ...words, grounds: [{ code: 'notRightHolder' }] }, status: 422 },
  ]);
  expect(refused).toMatchObject({ problems: [{ code: 'unknownGround', pointer: '/input/grounds' }] });
  const preview = await clerk.post(`/api/applications/${draft.id}/decision/preview`, {
    kind: 'refuse',
    grounds: ['notRightHolder'],
  });
  expect(preview.status).toBe(422);
  const done = await act(clerk, deciding, ['refuse', { input: { ...words, grounds: [{ code: 'noBoundaries' }] } }]);
  expect(done.decision?.grounds.map(({ code }) => code)).toEqual(['noBoundaries']);
});

test('the screen gets the table with the service', async () => {
  const service = expected(await clerk.get('/api/services/landPlotPlan'));
  expect(service.variants.rows.map((row: { code: string }) => row.code)).toEqual(['onPaper', 'electronic']);
});

test('an entry that came into a dictionary later has no variant: registering says whom to tell', async () => {
  const dictionary = definition('dictionaries/mfc.json');
  const { tests: _tests, portal: _portal, ...service } = definition('services/landPlotPlan/service.json');
  const known = dictionary.entries.map(({ code }: { code: string }) => code);
  service.variants = {
    by: ['mfc'],
    rows: [
      { code: 'elsewhere', title: 'Не в МФЦ', when: { mfc: [null] } },
      { code: 'inMfc', title: 'В МФЦ', when: { mfc: known } },
    ],
  };
  await put('service', service);
  const here = await createApplication(clerk);
  expect(here.variant?.code).toBe('elsewhere');
  await put('dictionary', { ...dictionary, entries: [...dictionary.entries, { code: 'north', title: 'Северный' }] });
  const answers = (mfc: string) => plotAnswers({ resultDelivery: 'mfc', mfc });
  const old = await createApplication(clerk, { answers: answers(known[0]) });
  expect((await act(clerk, old, ['register', {}])).variant?.code).toBe('inMfc');
  const north = await createApplication(clerk, { answers: answers('north') });
  const refused = await act(clerk, north, ['register', { status: 409 }]);
  expect(refused).toMatchObject({ code: 'stateConflict', detail: expect.stringContaining('администратору услуги') });
});

test('after registering, answers that lead to another variant are refused: that is another application', async () => {
  const workflow = definition('workflows/short.json');
  workflow.states[1].editable = ['superExecutor'];
  await put('workflow', workflow);
  const { tests: _tests, portal: _portal, ...service } = definition('services/landPlotPlan/service.json');
  service.workflow = 'short';
  service.variants = {
    by: ['resultDelivery'],
    rows: [
      { code: 'onPaper', title: 'На бумаге', when: { resultDelivery: ['department', 'mfc'] } },
      { code: 'electronic', title: 'В электронном виде' },
    ],
  };
  await put('service', service);
  const { id, version } = await act(clerk, await createApplication(clerk), ['register', {}]);
  const edit = (answers: object) => clerk.patch(`/api/applications/${id}`, { version, answers });
  const refused = await edit(plotAnswers({ resultDelivery: 'portal' }));
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toContain('по варианту «На бумаге»');
  expect(expected(await edit(plotAnswers({ area: 700 }))).variant.code).toBe('onPaper');
});
