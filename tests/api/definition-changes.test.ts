import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalText } from '../../core/src/definition/canonical.ts';
import { definitionCommands } from '../../core/src/definition/cli.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { openDefinitionStore } from '../../core/src/definition/store.ts';
import { act, createApplication, plotAnswers } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

const shipped = fileURLToPath(new URL('../../service-definitions', import.meta.url));
let server: TestServer;
let folder: string;

/** Three drafts, one of them without the area, and an application that is being decided. */
beforeAll(async () => {
  server = await startServer();
  const superExecutor = await server.login('super');
  for (let draft = 0; draft < 2; draft += 1) await createApplication(superExecutor);
  const { area: _area, ...withoutArea } = plotAnswers();
  await createApplication(superExecutor, { answers: withoutArea });
  await act(superExecutor, await createApplication(superExecutor), ['register', {}]);
});
afterAll(() => server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-changes-'));
  await cp(shipped, folder, { recursive: true });
  return () => rm(folder, { recursive: true });
});

// biome-ignore lint/suspicious/noExplicitAny: the tests change what no type allows
async function change(path: string, how: (content: any) => void): Promise<void> {
  const content = JSON.parse(await readFile(join(folder, path), 'utf8'));
  how(content);
  await writeFile(join(folder, path), canonicalText(content));
}

const service = 'services/landPlotPlan/service.json';
const withoutArea = () =>
  change(service, (one) => {
    const { schema, sections, ui } = one.form;
    // What they say of the area would not hold.
    delete one.tests;
    delete schema.properties.area;
    delete ui.area;
    schema.required = schema.required.filter((code: string) => code !== 'area');
    for (const section of sections) section.fields = section.fields.filter((code: string) => code !== 'area');
    one.templates = JSON.parse(JSON.stringify(one.templates).replaceAll('{{answers.area}}', ''));
  });

async function run(...args: string[]) {
  const lines: string[] = [];
  const definitions = await openDefinitionStore(server.database);
  const code = await definitionCommands(args, {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    folder,
    open: async () => ({ database: server.database, definitions, close: async () => undefined }),
  });
  return {
    code,
    text: lines.join('\n'),
    latest: (kind: 'service') => definitions.latest(kind, 'landPlotPlan').version,
  };
}

test('nothing changed: diff says so', async () => {
  expect(await run('diff')).toMatchObject({ code: 0, text: 'Изменений нет' });
});

describe('tests of a service', () => {
  const red = () =>
    change(service, (one) => {
      one.tests[0].steps[1].expect.state = 'deciding';
    });

  test('test runs them on the files alone and needs no database', async () => {
    const green = await run('test', 'landPlotPlan', '--folder', folder);
    expect(green).toMatchObject({ code: 0, text: expect.stringMatching(/Проверок: \d+, не прошло: 0$/) });
    expect(await run('test', 'nowhere')).toMatchObject({ code: 2, text: expect.stringContaining('nowhere') });
    await red();
    const failed = await run('test');
    expect(failed.code).toBe(1);
    expect(failed.text).toContain('services/landPlotPlan/service.json#/tests/0/steps/1/expect/state');
    const { services } = JSON.parse((await run('test', 'landPlotPlan', '--json')).text);
    expect(services[0].results[0].failures).toHaveLength(1);
  });

  test('red ones let nothing be published: neither the service nor the workflow that it follows', async () => {
    const deps = { database: server.database, definitions: await openDefinitionStore(server.database) };
    const latest = deps.definitions.latest('service', 'landPlotPlan').version;
    await red();
    const text = await readFile(join(folder, service), 'utf8');
    const signature = { author: null, comment: null };
    await expect(publish(deps, { kind: 'service', code: 'landPlotPlan', text, ...signature })).rejects.toMatchObject({
      code: 'invalidDefinition',
      facts: { problems: [expect.objectContaining({ code: 'testFailed', pointer: '/tests/0/steps/1/expect/state' })] },
    });
    const workflow = JSON.parse(await readFile(join(folder, 'workflows/doverie.json'), 'utf8'));
    delete workflow.actions.find(({ code }: { code: string }) => code === 'publish').guard;
    await expect(
      publish(deps, { kind: 'workflow', code: 'doverie', text: JSON.stringify(workflow), ...signature }),
    ).rejects.toMatchObject({ facts: { problems: [expect.objectContaining({ code: 'testFailed' })] } });
    expect(await run('import', '--accept-breaking')).toMatchObject({
      code: 1,
      text: expect.stringContaining('Проверка «Четыре'),
    });
    await deps.definitions.refresh();
    expect(deps.definitions.latest('service', 'landPlotPlan').version).toBe(latest);
  });
});

test('a breaking change names the drafts and open cases that it touches, of all bodies', async () => {
  await withoutArea();
  await change('workflows/doverie.json', (one) => {
    one.states.find(({ code }: { code: string }) => code === 'deciding').days = 5;
  });
  const { code, text } = await run('diff');
  expect(code).toBe(1);
  expect(text).toContain(
    '! Поля «Площадь (кв. м)» больше нет (несовместимо; задевает 2 черновика и 1 открытую заявку)',
  );
  expect(text).toContain(
    '! Состояние «Принятие решения»: отведено дней – было: 10, стало: 5 (несовместимо; задевает 1 открытую заявку)',
  );
  const json = JSON.parse((await run('lint', '--against', 'published', '--json')).text);
  const found = json.differences.flatMap(({ changes }: { changes: unknown[] }) => changes);
  expect(found).toContainEqual(
    expect.objectContaining({
      code: 'fieldRemoved',
      breaking: true,
      drafts: 2,
      openCases: 1,
      pointer: '/form/schema/properties/area',
    }),
  );
});

test('a new demand touches those who have not answered; an entry, those who chose it', async () => {
  await change(service, (one) => {
    delete one.tests;
    one.form.schema.required = one.form.schema.required.filter((code: string) => code !== 'area');
  });
  expect(await run('import')).toMatchObject({
    code: 0,
    text: expect.stringContaining('– Поле «Площадь (кв. м)» больше не обязательно'),
  });
  await change(service, (one) => one.form.schema.required.push('area'));
  expect((await run('diff')).text).toContain('стало обязательным (несовместимо; задевает 1 черновик)');
  await change('dictionaries/mfc.json', (one) => one.entries.pop());
  expect((await run('diff')).text).toContain('больше нет (несовместимо; заявок не задевает)');
});

test('import refuses it whole until it is accepted, and a harmless change needs no leave', async () => {
  await withoutArea();
  await change('dictionaries/mfc.json', (one) => one.entries.push({ code: 'added', title: 'Новый' }));
  const before = await run('diff');
  const refused = await run('import');
  expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('--accept-breaking') });
  expect(refused.latest('service')).toBe(before.latest('service'));
  expect(JSON.parse((await run('import', '--json')).text)).toMatchObject({ differences: expect.any(Array) });
  const done = await run('import', '--accept-breaking');
  expect(done).toMatchObject({ code: 0, text: expect.stringContaining('Опубликовано: 2') });
  expect(done.latest('service')).toBe(before.latest('service') + 1);
  expect(await run('diff')).toMatchObject({ code: 0 });
});

test('what is compared with nothing we know is a wrong call', async () => {
  expect(await run('lint', '--against', 'yesterday')).toMatchObject({ code: 2 });
});
