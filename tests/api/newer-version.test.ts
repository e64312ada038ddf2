import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, grantInput, personNumber, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;

beforeAll(async () => {
  server = await startServer();
  clerk = await server.login('super');
});
afterAll(() => server.close());

// biome-ignore lint/suspicious/noExplicitAny: the tests change what no type allows
async function publishChanged(kind: 'service' | 'workflow', code: string, change: (content: any) => void) {
  const content = JSON.parse(server.deps.definitions.latest(kind, code).text);
  // Its tests speak of the form as it is shipped.
  delete content.tests;
  change(content);
  const text = JSON.stringify(content);
  return (await publish(server.deps, { kind, code, text, author: 'admin', comment: 'Новая версия' })).version.version;
}

/** Without the area, with one more question that must be answered. */
const breakService = () =>
  publishChanged('service', 'landPlotPlan', (one) => {
    const { schema, sections, ui } = one.form;
    delete schema.properties.area;
    delete ui.area;
    schema.properties.purpose = { title: 'Цель использования плана', type: 'string', minLength: 3 };
    schema.required = [...schema.required.filter((code: string) => code !== 'area'), 'purpose'];
    for (const section of sections) section.fields = section.fields.filter((code: string) => code !== 'area');
    sections[0].fields.push('purpose');
    one.templates = JSON.parse(JSON.stringify(one.templates).replaceAll('{{answers.area}}', '{{answers.purpose}}'));
  });

/** «Завершить работу» is gone: a decision that is published ends the case by itself. */
const breakWorkflow = () =>
  publishChanged('workflow', 'doverie', (one) => {
    const close = one.actions.find(({ code }: { code: string }) => code === 'close');
    Object.assign(close, { code: 'closeItself', automatic: true, functions: [] });
  });

test('a breaking version is published with 100 cases running: all of them finish on theirs', async () => {
  const running: string[] = [];
  for (let ten = 0; ten < 10; ten += 1) {
    const cards = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const applicant = personNumber(ten * 10 + index);
        return act(clerk, await createApplication(clerk, { applicant }), ['register', {}]);
      }),
    );
    running.push(...cards.map(({ id }) => id));
  }
  const before = await readCard(clerk, running[0] ?? '');
  await breakService();
  await breakWorkflow();
  for (let at = 0; at < running.length; at += 10) {
    await Promise.all(
      running.slice(at, at + 10).map(async (id) => {
        const decided = await act(clerk, await readCard(clerk, id), ['grant', { input: grantInput }]);
        expect(decided).toMatchObject({ state: 'granted', newerVersion: null });
        await act(clerk, decided, ['close', {}]);
      }),
    );
  }
  expect(running).toHaveLength(100);
  for (const id of running) {
    expect(await readCard(clerk, id)).toMatchObject({
      state: 'closed',
      service: before.service,
      workflow: before.workflow,
      answers: { area: 612.5 },
      decision: { status: 'published' },
    });
  }
}, 240_000);

test('a draft is offered the new version: what changes, what is lost, what is asked', async () => {
  const registrar = await server.login('registrar');
  const draft = await createApplication(registrar, {
    answers: { ...oldAnswers, area: undefined, purpose: 'Строительство' },
  });
  expect(draft.newerVersion).toBeNull();
  const serviceVersion = await publishChanged('service', 'landPlotPlan', (one) => {
    one.form.schema.properties.purpose = { title: 'Зачем нужен план', type: 'string', enum: ['build', 'sell'] };
    one.form.schema.properties.floors = { title: 'Этажей', type: 'integer' };
    one.form.schema.required.push('floors');
    one.form.sections[0].fields.push('floors');
  });
  const card = await readCard(registrar, draft.id);
  expect(card.newerVersion).toMatchObject({
    serviceVersion,
    lost: [{ field: 'purpose', title: 'Цель использования плана', text: 'Строительство' }],
    asked: [
      { field: 'purpose', title: 'Зачем нужен план' },
      { field: 'floors', title: 'Этажей' },
    ],
  });
  expect(card.newerVersion?.changes).toContainEqual({
    message: 'Поле «Цель использования плана»: ответ теперь только из списка',
    breaking: true,
  });
  // Somebody who only looks is offered nothing.
  expect((await readCard(await server.login('monitor'), draft.id)).newerVersion).toBeNull();
});

const oldAnswers = {
  oktmo: '73701000',
  cadastralNumber: '73:24:010203:45',
  addressKind: 'address',
  landAddress: { text: 'г. Верхнереченск, ул. Луговая, д. 7', postalCode: '432001', region: 'Верхнереченская область' },
  resultDelivery: 'department',
};

async function oldDraft(client: Client) {
  await publishChanged('service', 'landPlotPlan', (one) => {
    delete one.form.schema.properties.floors.maximum;
  });
  const draft = await createApplication(client, { answers: { ...oldAnswers, purpose: 'build', floors: 2 } });
  const version = await publishChanged('service', 'landPlotPlan', (one) => {
    one.form.schema.properties.floors = { title: 'Этажей', type: 'integer', maximum: 1 };
    one.description = `${one.description ?? ''}.`;
  });
  return { draft, version };
}

test('the draft moves on: fitting answers stay, lost ones are in the history, and it registers on the new version', async () => {
  const { draft, version } = await oldDraft(clerk);
  const { newerVersion } = await readCard(clerk, draft.id);
  const body = { version: draft.version, serviceVersion: version, workflowVersion: newerVersion?.workflowVersion };
  const moved = expected(await clerk.post(`/api/applications/${draft.id}/version`, body));
  expect(moved).toMatchObject({
    service: { version },
    newerVersion: null,
    answers: { ...oldAnswers, purpose: 'build' },
  });
  expect(moved.answers).not.toHaveProperty('floors');
  const { items } = expected(await clerk.get(`/api/applications/${draft.id}/history`));
  expect(items.at(-1)).toMatchObject({
    type: 'reconciled',
    title: 'Черновик переведён на новую версию услуги',
    changes: [{ field: 'answers.floors', title: 'Этажей', before: 2, after: null }],
  });
  // The same again has nothing to move.
  const again = expected(
    await clerk.post(`/api/applications/${draft.id}/version`, { ...body, version: moved.version }),
  );
  expect(again.version).toBe(moved.version);
});

test('without moving it goes on by the old version to its end', async () => {
  const { draft } = await oldDraft(clerk);
  const registered = await act(clerk, draft, ['register', {}]);
  expect(registered).toMatchObject({ service: draft.service, newerVersion: null });
});

test('what cannot be moved is refused in words', async () => {
  const { draft, version } = await oldDraft(clerk);
  const { newerVersion } = await readCard(clerk, draft.id);
  const body = { version: draft.version, serviceVersion: version, workflowVersion: newerVersion?.workflowVersion ?? 0 };
  const path = `/api/applications/${draft.id}/version`;
  const stale = await clerk.post(path, { ...body, serviceVersion: version - 1 });
  expect(stale).toMatchObject({
    status: 409,
    body: { code: 'stateConflict', detail: expect.stringContaining('ещё одна версия') },
  });
  expect(await clerk.post(path, { ...body, version: draft.version + 1 })).toMatchObject({
    status: 409,
    body: { code: 'versionConflict' },
  });
  const stranger = await server.login('registrar2');
  expect(await stranger.post(path, body)).toMatchObject({ status: 404 });
  const registered = await act(clerk, draft, ['register', {}]);
  expect(await clerk.post(path, { ...body, version: registered.version })).toMatchObject({
    body: { code: 'actionClosed', detail: expect.stringContaining('остаётся на своей версии') },
  });
});

test('a workflow that a service in force would not be sound with is not published without that service', async () => {
  const before = server.deps.definitions.latest('workflow', 'doverie').version;
  const withoutRevoking = publishChanged('workflow', 'doverie', (one) => {
    const revokes = ({ effects }: { effects: { effect: string }[] }) =>
      effects.some(({ effect }) => effect === 'revoke');
    one.actions = one.actions.filter((action: { effects: { effect: string }[] }) => !revokes(action));
    one.states = one.states.filter(({ code }: { code: string }) => code !== 'revoked');
  });
  await expect(withoutRevoking).rejects.toMatchObject({
    code: 'invalidDefinition',
    facts: { problems: expect.arrayContaining([expect.objectContaining({ code: 'followerBroken' })]) },
  });
  expect(server.deps.definitions.latest('workflow', 'doverie').version).toBe(before);
});
