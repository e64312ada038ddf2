import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { canonicalText } from '../../core/src/definition/canonical.ts';
import { type DefinitionDeps, publish } from '../../core/src/definition/commands.ts';
import { openDefinitionStore } from '../../core/src/definition/store.ts';
import { databaseForThisTest } from '../support/database.ts';
import { startServer, type TestServer } from '../support/server.ts';

const signature = { author: 'admin', comment: 'Правка' };

async function freshDeps(): Promise<DefinitionDeps> {
  const database = await databaseForThisTest();
  return { database, definitions: await openDefinitionStore(database) };
}

function dictionaryText(entries: readonly { code: string; title: string }[]): string {
  return canonicalText({ format: 1, kind: 'dictionary', code: 'colours', title: 'Цвета', entries });
}

const red = { code: 'red', title: 'Красный' };
const blue = { code: 'blue', title: 'Синий' };

describe('versions', () => {
  test('a text that differs is the next version, the same text is none; what was published stays as it was', async () => {
    const deps = await freshDeps();
    const colours = { kind: 'dictionary', code: 'colours', ...signature } as const;
    const first = await publish(deps, { ...colours, text: dictionaryText([red]) });
    const again = await publish(deps, { ...colours, text: JSON.stringify(JSON.parse(dictionaryText([red]))) });
    const second = await publish(deps, { ...colours, text: dictionaryText([red, blue]) });
    expect([first.created, again.created, second.created]).toEqual([true, false, true]);
    expect([first.version.version, again.version.version, second.version.version]).toEqual([1, 1, 2]);
    expect(deps.definitions.latest('dictionary', 'colours').id).toBe(second.version.id);
    const stored = await deps.database.inBodies([], (trx) => deps.definitions.get('dictionary', first.version.id, trx));
    expect(stored.text).toBe(dictionaryText([red]));
    expect(first.version).toMatchObject({ author: 'admin', comment: 'Правка' });
  });

  test.each(['update definition_version set text = text', 'delete from definition_version'])(
    'the database itself refuses: %s',
    async (statement) => {
      const deps = await freshDeps();
      await publish(deps, { kind: 'dictionary', code: 'colours', text: dictionaryText([red]), ...signature });
      await expect(deps.database.asOwner((trx) => trx.raw(statement))).rejects.toMatchObject({ code: 'RG001' });
    },
  );

  test('ten who publish at once get ten numbers without gaps', async () => {
    const deps = await freshDeps();
    const texts = Array.from({ length: 10 }, (_, index) =>
      dictionaryText([{ code: `c${index}`, title: `Цвет ${index}` }]),
    );
    const made = await Promise.all(
      texts.map((text) => publish(deps, { kind: 'dictionary', code: 'colours', text, ...signature })),
    );
    expect(made.map(({ version }) => version.version).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(deps.definitions.latest('dictionary', 'colours').version).toBe(10);
  });

  test('an error does not let a version through, and each is named with its place', async () => {
    const deps = await freshDeps();
    const text = dictionaryText([red, red]).replace('"title": "Цвета"', '"titel": "Цвета"');
    const refused = publish(deps, { kind: 'dictionary', code: 'colours', text, ...signature });
    await expect(refused).rejects.toMatchObject({
      code: 'invalidDefinition',
      status: 422,
      facts: { problems: [{ pointer: '/titel' }, { pointer: '/title' }] },
    });
    expect(deps.definitions.findLatest('dictionary', 'colours')).toBeUndefined();
  });

  test('a text of another code is refused, so that nothing is published under a false name', async () => {
    const deps = await freshDeps();
    const refused = publish(deps, { kind: 'dictionary', code: 'shapes', text: dictionaryText([red]), ...signature });
    await expect(refused).rejects.toMatchObject({ code: 'invalidDefinition' });
  });

  test('another process takes in what was published, by refreshing or by the id that a row names', async () => {
    const deps = await freshDeps();
    const other = await openDefinitionStore(deps.database);
    const { version } = await publish(deps, {
      kind: 'dictionary',
      code: 'colours',
      text: dictionaryText([red]),
      ...signature,
    });
    expect(other.findLatest('dictionary', 'colours')).toBeUndefined();
    await other.refresh();
    expect(other.latest('dictionary', 'colours').id).toBe(version.id);
    const third = await openDefinitionStore(deps.database);
    const next = await publish(deps, {
      kind: 'dictionary',
      code: 'colours',
      text: dictionaryText([blue]),
      ...signature,
    });
    const read = await deps.database.inBodies([], (trx) => third.get('dictionary', next.version.id, trx));
    expect(read.content.entries).toEqual([blue]);
    expect(third.latest('dictionary', 'colours').version).toBe(2);
  });
});

describe('over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  test('a registrar may create the service, an executor only works on it, an administrator sees none', async () => {
    const item = { code: 'landPlotPlan', title: 'Выдача градостроительного плана земельного участка', version: 1 };
    const registrar = await (await server.login('registrar')).get('/api/services');
    expect(registrar.body.items).toContainEqual(expect.objectContaining({ ...item, canCreate: true }));
    const executor = await (await server.login('executor')).get('/api/services');
    expect(executor.body.items).toContainEqual(expect.objectContaining({ ...item, canCreate: false }));
    expect((await (await server.login('admin')).get('/api/services')).body.items).toEqual([]);
    expect((await server.client().get('/api/services')).status).toBe(401);
  });

  test('a service comes with its form, workflow and the dictionaries that the form names', async () => {
    const { status, body } = await (await server.login('registrar')).get('/api/services/landPlotPlan');
    expect(status).toBe(200);
    expect(Object.keys(body.dictionaries)).toEqual(['mfc']);
    expect(body.dictionaries.mfc.length).toBeGreaterThan(1);
    expect(body.workflow).toMatchObject({ code: 'doverie', initial: 'draft' });
    expect(body.form.sections.map((section: { code: string }) => section.code)).toEqual(['land', 'result', 'other']);
    expect(body.rules.resultInMfc.rule).toEqual({ '==': [{ var: 'resultDelivery' }, 'mfc'] });
  });

  test('an old version is still there under its number; what there is not is told', async () => {
    const registrar = await server.login('registrar');
    const service = JSON.parse(server.deps.definitions.latest('service', 'landPlotPlan').text);
    const text = canonicalText({ ...service, shortTitle: 'ГПЗУ' });
    await publish(server.deps, { kind: 'service', code: 'landPlotPlan', text, ...signature });
    expect((await registrar.get('/api/services/landPlotPlan')).body).toMatchObject({ version: 2, shortTitle: 'ГПЗУ' });
    const old = await registrar.get('/api/services/landPlotPlan?version=1');
    expect(old.body).toMatchObject({ version: 1, shortTitle: 'Градостроительный план земельного участка' });
    expect(await registrar.get('/api/services/landPlotPlan?version=9')).toMatchObject({ status: 404 });
    expect((await registrar.get('/api/services/landPlotPlan?version=no')).body.code).toBe('invalidQuery');
    expect((await registrar.get('/api/services/nowhere')).body.code).toBe('unknownService');
    expect(await registrar.get('/api/services/..%2f..%2fetc')).toMatchObject({ status: 404 });
  });

  test('the administrator sees findings and open cases; others may not', async () => {
    const answer = await (await server.login('admin')).get('/api/admin/services');
    expect(answer.body.items).toContainEqual(
      expect.objectContaining({
        code: 'landPlotPlan',
        workflow: 'doverie',
        openCases: 0,
        oldCases: 0,
        findings: { errors: 0, warnings: 0, notes: expect.any(Number) },
      }),
    );
    expect(await (await server.login('registrar')).get('/api/admin/services')).toMatchObject({ status: 403 });
  });

  test('a running server takes in what the command line publishes', async () => {
    const registrar = await server.login('registrar');
    const commandLine = { database: server.database, definitions: await openDefinitionStore(server.database) };
    const mfc = JSON.parse(commandLine.definitions.latest('dictionary', 'mfc').text);
    const entries = [...mfc.entries, { code: 'new-office', title: 'Новый офис' }];
    const text = canonicalText({ ...mfc, entries });
    await publish(commandLine, { kind: 'dictionary', code: 'mfc', text, ...signature });
    await vi.waitFor(async () => {
      const { body } = await registrar.get('/api/services/landPlotPlan');
      expect(body.dictionaries.mfc.at(-1)).toMatchObject({ code: 'new-office' });
    }, 30_000);
  });
});
