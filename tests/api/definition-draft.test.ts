import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftView } from '../../core/src/api.gen.ts';
import { canonicalText } from '../../core/src/definition/canonical.ts';
import { applyChanges, type Change, differences, inverted, type Json } from '../../core/src/rules.ts';
import { createApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
let second: Client;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
  second = await server.login('admin');
});
afterAll(() => server.close());

const open = async (body: object): Promise<string> => expected(await admin.post('/api/admin/drafts', body), 201).id;
const read = async (id: string): Promise<DraftView> => expected(await admin.get(`/api/admin/drafts/${id}`));
const drop = async (id: string) => expected(await admin.delete(`/api/admin/drafts/${id}`), 204);

/** Makes one step of the draft out of a change of its content. */
async function step(id: string, label: string, how: (content: never) => unknown) {
  const { content, revision } = await read(id);
  const changes = differences(content as Json, how(structuredClone(content) as never) as Json);
  return admin.post(`/api/admin/drafts/${id}/steps`, { revision, steps: [{ label, changes }] });
}

const titled = (title: string) => (content: { title: string }) => ({ ...content, title });

describe('черновик', () => {
  test('с чистого листа: читается, замечания говорят, чего не хватает', async () => {
    const id = await open({ kind: 'service', from: 'blank', title: 'Выдача справки о погоде' });
    const draft = await read(id);
    expect(draft).toMatchObject({
      kind: 'service',
      code: 'vydachaSpravkiOPogode',
      baseVersion: null,
      revision: 0,
      steps: [],
    });
    expect(draft.content).toMatchObject({ title: 'Выдача справки о погоде', workflow: 'short' });
    expect(expected(await admin.get('/api/admin/drafts')).items).toMatchObject([
      { id, title: 'Выдача справки о погоде' },
    ]);
    const { error } = Object.groupBy(draft.findings, ({ level }) => level);
    expect(error).toBeUndefined();
    await drop(id);
    expect(expected(await admin.get('/api/admin/drafts')).items).toEqual([]);
    expect((await step(id, 'Правка', titled('Иначе'))).status).toBe(409);
    expect(expected(await admin.post(`/api/admin/drafts/${id}/restore`)).discarded).toBe(false);
    await drop(id);
  });

  test('действующая услуга: один черновик на всех, отмена возвращает текст байт в байт', async () => {
    const id = await open({ kind: 'service', from: 'published', code: 'landPlotPlan' });
    const again = expected(
      await second.post('/api/admin/drafts', { kind: 'service', from: 'published', code: 'landPlotPlan' }),
      201,
    );
    expect(again).toEqual({ id, existing: true });
    const before = await read(id);
    const saved = expected(
      await step(
        id,
        'Удалено поле «area»',
        (content: { form: { schema: { properties: Record<string, unknown> } } }) => {
          delete content.form.schema.properties.area;
          return content;
        },
      ),
    );
    expect(saved.revision).toBe(1);
    expect(saved.findings.filter(({ level }: { level: string }) => level === 'error').length).toBeGreaterThan(0);
    const [made] = (await read(id)).steps;
    expect(made).toMatchObject({ revision: 1, label: 'Удалено поле «area»', mine: true, reverts: null });
    const changes = inverted(made?.changes as Change[]);
    const undo = { revision: 1, steps: [{ label: 'Отменено', changes, reverts: 1 }] };
    expected(await admin.post(`/api/admin/drafts/${id}/steps`, undo));
    expect(canonicalText((await read(id)).content)).toBe(canonicalText(before.content));
    await drop(id);
  });

  test('любые изменения: черновик остаётся читаемым, или ничего не записано', async () => {
    const id = await open({ kind: 'service', from: 'published', code: 'archiveCertificate' });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), fc.nat(), async (value, place) => {
        const { content, revision } = await read(id);
        const keys = Object.keys(content).filter((key) => !['format', 'kind', 'code'].includes(key));
        const key = keys[place % keys.length] ?? 'title';
        const changes = differences(content as Json, { ...content, [key]: value } as Json);
        if (changes.length === 0) return;
        const answer = await admin.post(`/api/admin/drafts/${id}/steps`, {
          revision,
          steps: [{ label: 'Так', changes }],
        });
        const after = await read(id);
        if (answer.status === 200) expect(after.content).toEqual(applyChanges(content as Json, changes));
        else expect(after).toMatchObject({ revision, content });
        expect([200, 400, 422]).toContain(answer.status);
      }),
      { numRuns: 30 },
    );
    await drop(id);
  });

  test.each([
    [{ kind: 'service', from: 'blank' }, 400, 'Назовите новое'],
    [{ kind: 'workflow', from: 'blank', title: 'Процесс' }, 400, 'с копии'],
    [{ kind: 'service', from: 'blank', title: 'Услуга', code: 'landPlotPlan' }, 409, 'занят'],
    [{ kind: 'service', from: 'blank', title: 'Услуга', workflow: 'nowhere' }, 404, 'nowhere'],
    [{ kind: 'service', from: 'published', code: 'nowhere' }, 422, 'nowhere'],
    [{ kind: 'service', from: 'text', text: '{' }, 422, 'ошибок: 1'],
    [{ kind: 'service', from: 'text', text: '{"kind":"workflow","code":"short"}' }, 400, 'workflow'],
    [{ kind: 'service', from: 'text', text: '{"kind":"service","code":"some","__proto__":{}}' }, 422, '__proto__'],
    [{ kind: 'service', from: 'text', text: '{"kind":"service","code":"some","form":[]}' }, 422, 'form'],
  ])('не начинается: %j', async (body, status, text) => {
    const answer = await admin.post('/api/admin/drafts', body);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
  });
});

describe('двое правят одно', () => {
  test('разные места: оба сохранены, второй узнаёт о первом', async () => {
    const id = await open({ kind: 'service', from: 'published', code: 'treeFellingPermit' });
    expected(await step(id, 'Название', titled('Первый')));
    const { content } = await read(id);
    const changes = differences(content as Json, { ...content, description: 'Второй' } as Json);
    const late = { revision: 0, steps: [{ label: 'Описание', changes }] };
    const saved = expected(await second.post(`/api/admin/drafts/${id}/steps`, late));
    expect(saved).toMatchObject({ revision: 2, missed: [{ revision: 1, label: 'Название' }] });
    expect((await read(id)).content).toMatchObject({ title: 'Первый', description: 'Второй' });
    await drop(id);
  });

  test('одно место: отказ называет его и показывает, что сделано', async () => {
    const id = await open({ kind: 'service', from: 'published', code: 'treeFellingPermit' });
    const { content } = await read(id);
    expected(await step(id, 'Название', titled('Первый')));
    const changes = differences(content as Json, { ...content, title: 'Второй' } as Json);
    const refused = await second.post(`/api/admin/drafts/${id}/steps`, {
      revision: 0,
      steps: [{ label: 'Моё', changes }],
    });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'versionConflict',
      problems: [{ pointer: '/title', code: 'changed' }],
      current: { revision: 1, steps: [{ label: 'Название' }] },
    });
    expect((await read(id)).content).toMatchObject({ title: 'Первый' });
    await drop(id);
  });

  test('сразу: ни одно изменение не потеряно', async () => {
    const id = await open({ kind: 'dictionary', from: 'blank', title: 'Погода' });
    const { content } = await read(id);
    const entry = (at: number) => ({
      op: 'splice',
      at: '/entries',
      index: 0,
      removed: [],
      inserted: [{ code: `w${at}`, title: `Погода ${at}` }],
    });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        (at % 2 === 0 ? admin : second).post(`/api/admin/drafts/${id}/steps`, {
          revision: 0,
          steps: [{ label: 'Запись', changes: [entry(at)] }],
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    const after = await read(id);
    expect(after.revision).toBe(12);
    expect(after.content.entries).toHaveLength(12);
    expect(content.entries).toEqual([]);
    await drop(id);
  });
});

describe('публикация', () => {
  test('новая услуга: от чистого листа до заявки', async () => {
    const id = await open({ kind: 'dictionary', from: 'blank', title: 'Виды погоды', code: 'weatherKinds' });
    expected(
      await step(id, 'Запись', (content: object) => ({ ...content, entries: [{ code: 'rain', title: 'Дождь' }] })),
    );
    const preview = expected(await admin.get(`/api/admin/drafts/${id}/publication`));
    expect(preview).toMatchObject({ revision: 1, baseMoved: null, changes: [] });
    const published = expected(
      await admin.post(`/api/admin/drafts/${id}/publication`, { revision: 1, comment: 'Первая' }),
    );
    expect(published).toEqual({ kind: 'dictionary', code: 'weatherKinds', state: 'published', version: 1 });
    expect((await admin.post(`/api/admin/drafts/${id}/publication`, { revision: 1, comment: 'Ещё' })).status).toBe(409);
    const versions = expected(await admin.get('/api/admin/definitions/dictionary/weatherKinds/versions'));
    expect(versions.items).toMatchObject([{ version: 1, author: 'admin', comment: 'Первая', openCases: 0 }]);
  });

  test('несовместимое: видно, кого задевает, и без согласия не публикуется', async () => {
    await createApplication(await server.login('super'));
    const id = await open({ kind: 'service', from: 'published', code: 'landPlotPlan' });
    expected(
      await step(id, 'Убрано поле', (content: Record<string, never>) => {
        const { form, ...rest } = JSON.parse(JSON.stringify(content).replaceAll('{{answers.area}}', '')) as {
          form: {
            schema: { properties: Record<string, unknown>; required: string[] };
            ui: Record<string, unknown>;
            sections: { fields: string[] }[];
          };
        } & Record<string, unknown>;
        delete form.schema.properties.area;
        delete form.ui.area;
        form.schema.required = form.schema.required.filter((code) => code !== 'area');
        for (const section of form.sections) section.fields = section.fields.filter((code) => code !== 'area');
        return { ...rest, form, tests: [] };
      }),
    );
    const preview = expected(await admin.get(`/api/admin/drafts/${id}/publication`));
    const gone = preview.changes.find(({ code }: { code: string }) => code === 'fieldRemoved');
    expect(gone).toMatchObject({ breaking: true, drafts: 1 });
    const body = { revision: 1, comment: 'Без площади', acceptWarnings: true };
    const refused = await admin.post(`/api/admin/drafts/${id}/publication`, body);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('задевают черновики')]);
    const published = expected(
      await admin.post(`/api/admin/drafts/${id}/publication`, { ...body, acceptBreaking: true }),
    );
    const { code, version } = published;
    const compared = expected(
      await admin.get(`/api/admin/definitions/service/${code}/comparison?before=${version - 1}&after=${version}`),
    );
    expect(compared.changes).toContainEqual(expect.objectContaining({ code: 'fieldRemoved', breaking: true }));
  });

  test('с ошибкой не публикуется, и место названо', async () => {
    const id = await open({ kind: 'service', from: 'published', code: 'archiveCertificate' });
    expected(await step(id, 'Название', titled('')));
    const refused = await admin.post(`/api/admin/drafts/${id}/publication`, { revision: 1, comment: 'Так' });
    expect(refused.status).toBe(422);
    expect(refused.body.problems[0].pointer).toBe('/title');
    await drop(id);
  });

  test('пока правили, опубликована другая версия: правки переносятся', async () => {
    const id = await open({ kind: 'workplace', from: 'published', code: 'kazan' });
    expected(await step(id, 'Название', titled('Казань, правленая')));
    const other = structuredClone((await read(id)).content) as { title: string };
    const theirs = {
      ...other,
      title: (await server.deps.definitions.latest('workplace', 'kazan')).content.title,
      description: undefined,
    };
    const { publish } = await import('../../core/src/definition/commands.ts');
    const text = canonicalText({ ...theirs, menu: { ...(theirs as unknown as { menu: object }).menu, cases: 'Дела' } });
    const published = await publish(server.deps, {
      kind: 'workplace',
      code: 'kazan',
      text,
      author: null,
      comment: null,
    }).catch((e: Error) => e);
    expect(published).not.toBeInstanceOf(Error);
    const preview = expected(await admin.get(`/api/admin/drafts/${id}/publication`));
    expect(preview.baseMoved).toBe(2);
    expect(
      (await admin.post(`/api/admin/drafts/${id}/publication`, { revision: 1, comment: 'Так', acceptWarnings: true }))
        .status,
    ).toBe(409);
    const moved = expected(await admin.post(`/api/admin/drafts/${id}/rebase`));
    expect(moved).toMatchObject({
      baseVersion: 2,
      revision: 2,
      content: { title: 'Казань, правленая', menu: { cases: 'Дела' } },
    });
    await drop(id);
  });
});

test('действующее определение: кто на нём стоит и есть ли черновик', async () => {
  const detail = expected(await admin.get('/api/admin/definitions/workflow/short'));
  expect(detail).toMatchObject({ kind: 'workflow', code: 'short', version: 1, draftId: null });
  expect(detail.content).toMatchObject({ initial: 'draft' });
  const followers = server.deps.definitions.list('service').filter(({ content }) => content.workflow === 'short');
  expect(followers.length).toBeGreaterThan(0);
  expect(detail.uses.map(({ code }: { code: string }) => code)).toEqual(followers.map(({ code }) => code));
  const id = await open({ kind: 'workflow', from: 'published', code: 'short' });
  expect(expected(await admin.get('/api/admin/definitions/workflow/short')).draftId).toBe(id);
  await drop(id);
  expect((await admin.get('/api/admin/definitions/workflow/nowhere')).status).toBe(404);
  expect((await admin.get('/api/admin/definitions/nothing/short')).status).toBe(404);
});
