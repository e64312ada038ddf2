import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, plotAnswers, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;
let admin: Client;
beforeAll(async () => {
  server = await startServer({ works: false });
  clerk = await server.login('super');
  admin = await server.login('admin');
});
afterAll(() => server.close());

// biome-ignore lint/suspicious/noExplicitAny: the tests change what no type allows
async function publishChanged(kind: 'service' | 'workflow', code: string, change: (content: any) => void) {
  const content = JSON.parse(server.deps.definitions.latest(kind, code).text);
  delete content.tests;
  // Its words for the portal name the states that the workflow has now.
  delete content.portal;
  change(content);
  await publish(server.deps, { kind, code, text: JSON.stringify(content), author: 'admin', comment: 'Новая' });
}

const migrate = (body: object) =>
  admin.post('/api/admin/services/landPlotPlan/case-migration', { comment: 'Новый регламент', ...body });

test('сначала видно, что станет с каждой; переведённая – с переименованным ответом, историей и прежним сроком', async () => {
  const draft = await createApplication(clerk);
  const registered = await createApplication(clerk);
  await act(clerk, registered, ['register', {}]);
  const before = await readCard(clerk, registered.id);
  expect(expected(await migrate({ dryRun: true })).items).toEqual([]);
  await publishChanged('service', 'landPlotPlan', (one) => {
    const { schema, sections, ui } = one.form;
    schema.properties.plotArea = schema.properties.area;
    delete schema.properties.area;
    if (ui.area) ui.plotArea = ui.area;
    delete ui.area;
    schema.required = schema.required.map((code: string) => (code === 'area' ? 'plotArea' : code));
    for (const section of sections) {
      section.fields = section.fields.map((code: string) => (code === 'area' ? 'plotArea' : code));
    }
    one.templates = JSON.parse(JSON.stringify(one.templates).replaceAll('{{answers.area}}', '{{answers.plotArea}}'));
    one.term.days = 5;
  });
  const lossy = expected(await migrate({ dryRun: true }));
  expect(lossy).toMatchObject({ serviceVersion: 2, next: null, items: [{ id: registered.id, outcome: 'fits' }] });
  expect(lossy.items[0].lost).toMatchObject([{ reason: 'В новой версии такого вопроса нет' }]);
  const renames = [{ from: 'area', to: 'plotArea' }];
  expect(expected(await migrate({ dryRun: true, renames })).items[0]).toMatchObject({ outcome: 'fits', lost: [] });
  expect(await readCard(clerk, registered.id)).toEqual(before);
  const nowhere = await migrate({ dryRun: true, renames: [{ from: 'area', to: 'nowhere' }] });
  expect([nowhere.status, nowhere.body.problems[0].pointer]).toEqual([400, '/renames/0/to']);

  expect(expected(await migrate({ dryRun: false, renames })).items[0]).toMatchObject({ outcome: 'moved' });
  const after = await readCard(clerk, registered.id);
  expect(after).toMatchObject({
    number: before.number,
    state: before.state,
    dueDate: before.dueDate,
    service: { version: 2 },
  });
  expect(after.answers).toMatchObject({ plotArea: before.answers.area });
  expect(after.answers).not.toHaveProperty('area');
  const { rows } = await server.database.execute(
    `select count(*)::int as told from application_event where application_id = $1 and type = 'migrated'`,
    [registered.id],
  );
  expect(rows).toEqual([{ told: 1 }]);
  expect(expected(await migrate({ dryRun: false, renames })).items).toEqual([]);
  // A draft is offered the version and not moved by anybody else.
  expect((await readCard(clerk, draft.id)).service.version).toBe(1);
});

test('чьего состояния в новом процессе нет, та остаётся, и сказано почему; остальные переходят', async () => {
  const { area: plotArea, ...answers } = plotAnswers();
  const registered = await createApplication(clerk, { answers: { ...answers, plotArea } });
  await act(clerk, registered, ['register', {}]);
  const { state } = await readCard(clerk, registered.id);
  await publishChanged('workflow', 'doverie', (one) => {
    const text = JSON.stringify(one).replaceAll(`"${state}"`, '"otherState"');
    for (const key of Object.keys(one)) delete one[key];
    Object.assign(one, JSON.parse(text));
  });
  const { items } = expected(await migrate({ dryRun: false }));
  expect(items).toContainEqual(
    expect.objectContaining({ id: registered.id, outcome: 'stays', reason: expect.stringContaining('нет состояния') }),
  );
  expect((await readCard(clerk, registered.id)).state).toBe(state);
});

test('план: на каких версиях стоят заявки и чем стали состояния; переименованное состояние переводят по карте', async () => {
  const plan = expected(await admin.get('/api/admin/services/landPlotPlan/case-migration'));
  const [state] = plan.states;
  expect(plan).toMatchObject({ cases: 2, serviceVersion: 2, workflowVersion: 2, from: [{ service: 2, workflow: 1 }] });
  expect(state).toMatchObject({ cases: 2, suggested: 'otherState' });
  const targets = state.targets.map(({ code }: { code: string }) => code);
  expect(targets).toContain('otherState');
  // What a decision, a signature or a pause hangs on is not reached without an action, and neither is an end.
  const others = server.deps.definitions
    .latest('workflow', 'doverie')
    .content.states.filter(({ code }) => !targets.includes(code));
  const [other] = others;
  expect(others.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['draft', 'granted', 'refused']));
  const wrong = await migrate({ dryRun: true, states: [{ from: state.code, to: 'nowhere' }] });
  expect([wrong.status, wrong.body.problems[0].pointer]).toEqual([400, '/states/0/to']);
  const outcome = async (to: string | null) => {
    const { items } = expected(await migrate({ dryRun: true, states: [{ from: state.code, to }] }));
    return [items[0].outcome, items[0].reason];
  };
  expect(await outcome(other?.code ?? '')).toEqual(['stays', expect.stringContaining('значит другое')]);
  expect(await outcome(null)).toEqual(['stays', expect.stringContaining('решено не переводить')]);

  const states = [{ from: state.code, to: 'otherState' }];
  const { items } = expected(await migrate({ dryRun: false, states }));
  expect(items[1]).toMatchObject({ outcome: 'moved', state: state.title, newState: state.title });
  expect(await readCard(clerk, items[0].id)).toMatchObject({ state: 'otherState' });
  const history = expected(await clerk.get(`/api/applications/${items[0].id}/history`));
  expect(history.items.at(-1)).toMatchObject({
    ...{ type: 'migrated', title: 'Заявка переведена на новую версию услуги', comment: 'Новый регламент' },
    ...{ from: state.title, to: state.title },
  });
  expect(expected(await admin.get('/api/admin/services/landPlotPlan/case-migration'))).toMatchObject({ cases: 0 });
});
