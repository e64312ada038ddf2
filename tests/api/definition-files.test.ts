import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Definition, DefinitionKind, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canonicalText } from '../../core/src/definition/canonical.ts';
import { definitionCommands } from '../../core/src/definition/cli.ts';
import {
  BrokenDefinitions,
  type DefinitionDeps,
  exportAll,
  importFolder,
  loadShipped,
  publish,
} from '../../core/src/definition/commands.ts';
import { kindOfPath, schemaOfPath } from '../../core/src/definition/folder.ts';
import { openDefinitionStore } from '../../core/src/definition/store.ts';
import { databaseForThisTest } from '../support/database.ts';

const shipped = fileURLToPath(new URL('../../service-definitions', import.meta.url));
/** Files of the shipped set that are kept in versions. */
const shippedCount = readdirSync(shipped, { recursive: true, encoding: 'utf8' }).filter((file) => {
  const kind = kindOfPath(file);
  return kind !== undefined && kind !== 'demo';
}).length;
/** With the schema files that stand beside types of requests. */
const fileCount =
  shippedCount +
  readdirSync(shipped, { recursive: true, encoding: 'utf8' }).filter((file) => schemaOfPath(file) !== undefined).length;
const signature = { author: 'admin', comment: 'Правка' };

async function freshDeps(): Promise<DefinitionDeps> {
  const database = await databaseForThisTest();
  return { database, definitions: await openDefinitionStore(database) };
}

async function copyOfShipped(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reglament-definitions-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const kind of ['calendars', 'dictionaries', 'workplaces', 'workflows', 'services', 'request-types', 'demo']) {
    await cp(join(shipped, kind), join(folder, kind), { recursive: true });
  }
  return folder;
}

describe('files', () => {
  test('the shipped set is taken in once, and an administrator’s version is left alone', async () => {
    const deps = await freshDeps();
    const first = await loadShipped(deps, shipped);
    expect(first.published.map(({ kind, code }) => `${kind} ${code}`).at(-1)).toBe('service treeFellingPermit');
    expect(first.published).toHaveLength(shippedCount);
    const service = JSON.parse(deps.definitions.latest('service', 'landPlotPlan').text);
    const text = canonicalText({ ...service, shortTitle: 'ГПЗУ' });
    await publish(deps, { kind: 'service', code: 'landPlotPlan', text, ...signature });
    const second = await loadShipped(deps, shipped);
    expect(second.published).toEqual([]);
    expect(deps.definitions.latest('service', 'landPlotPlan').content.shortTitle).toBe('ГПЗУ');
  });

  test('a later start lints nothing of what is published as it is, and everything once something differs', async () => {
    const deps = await freshDeps();
    const lints = { ...deps, connections: { findKind: () => assert.fail('linted') } };
    await expect(loadShipped(lints, shipped)).rejects.toThrow('linted');
    await loadShipped(deps, shipped);
    expect((await loadShipped(lints, shipped)).published).toEqual([]);
    const folder = await copyOfShipped();
    const changed = join(folder, 'services/duplicate/service.json');
    const { procedure: _no, ...service } = JSON.parse(await readFile(changed, 'utf8'));
    await writeFile(changed, canonicalText(service));
    // The file that stayed as it was is the wrong one now: it offers as a procedure what is none.
    await expect(loadShipped(deps, folder)).rejects.toThrow('services/landPlotPlan/service.json/procedures/');
  });

  test('the export of the shipped set gives its files back, byte for byte', async () => {
    const deps = await freshDeps();
    await loadShipped(deps, shipped);
    const texts = exportAll(deps.definitions);
    expect(texts.size).toBe(fileCount);
    for (const [file, text] of texts) expect(text, file).toBe(await readFile(join(shipped, file), 'utf8'));
  });

  test('import(export(x)) = x for generated definitions of every kind: another installation exports the very same', async () => {
    const from = await freshDeps();
    const into = await freshDeps();
    for (const deps of [from, into]) await loadShipped(deps, shipped);
    await fc.assert(
      fc.asyncProperty(generated, async (definitions) => {
        for (const content of definitions) {
          const { kind, code } = content;
          await publish(from, { kind, code, text: JSON.stringify(content), ...signature });
        }
        const exported = exportAll(from.definitions);
        const folder = await mkdtemp(join(tmpdir(), 'reglament-roundtrip-'));
        const context = { out: ignore, err: ignore, folder, open: async () => ({ ...from, close }) };
        expect(await definitionCommands(['export', folder], context)).toBe(0);
        await importFolder(into, folder, signature);
        await rm(folder, { recursive: true });
        expect(exportAll(into.definitions)).toEqual(exported);
        for (const content of definitions) {
          const version = into.definitions.latest(content.kind, content.code);
          expect(version.text).toBe(canonicalText(content));
          expect(version.content).toEqual(content);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test('one broken file: the folder is refused with file, place and what to do, and nothing is published', async () => {
    const deps = await freshDeps();
    const folder = await copyOfShipped();
    await writeFile(join(folder, 'dictionaries/mfc.json'), '{\n  "format": 1,\n  "kind": \n}\n');
    const refused = await importFolder(deps, folder, signature).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BrokenDefinitions);
    expect((refused as BrokenDefinitions).message).toContain('dictionaries/mfc.json');
    expect((refused as BrokenDefinitions).message).toContain('строка 4, столбец 1');
    expect(deps.definitions.list('calendar')).toEqual([]);
  });
});

const ignore = (): void => undefined;
const close = async (): Promise<void> => undefined;

type Generated = Definition & { readonly kind: DefinitionKind };

const title = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => !text.includes('\u0000') && !/[{}]/.test(text));
const titles = fc.oneof(title, fc.record({ en: title, ru: title }));
const entryCode = fc.stringMatching(/^[a-z]{2,8}$/);
const base = <Kind extends DefinitionKind>(kind: Kind, code: string) => ({ format: 1 as const, kind, code });

const dictionary = fc
  .tuple(
    titles,
    fc.uniqueArray(fc.record({ code: entryCode, title: titles }), { selector: ({ code }) => code, maxLength: 8 }),
  )
  .map(([name, entries]) => ({ ...base('dictionary', 'colours'), title: name, entries }));

const calendar = fc
  .tuple(titles, fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 10 }))
  .map(([name, days]) => ({
    ...base('calendar', 'ru2040'),
    title: name,
    year: 2040,
    holidays: days.map((day) => `2040-02-${String(day).padStart(2, '0')}`),
    worked: [],
  }));

/** The shipped ones with other words and keys in another order: an author's order is kept. */
const workflow = fc.tuple(titles, fc.boolean()).map(([name, turned]) => {
  const content = readShipped<WorkflowDefinition>('workflows/short.json');
  return reordered({ ...content, code: 'another', title: name }, turned);
});

const service = fc
  .tuple(titles, title, fc.boolean(), fc.integer({ min: 1, max: 60 }))
  .map(([name, text, turned, days]) => {
    // Its tests speak of the term that it is shipped with.
    const { tests: _tests, ...content } = readShipped<ServiceDefinition>('services/landPlotPlan/service.json');
    const documents = [...content.documents, { code: 'added', title: name, description: text }];
    return reordered(
      { ...content, code: 'another', title: name, documents, term: { unit: 'calendar' as const, days } },
      turned,
    );
  });

const generated: fc.Arbitrary<Generated[]> = fc.tuple(dictionary, calendar, workflow, service);

function readShipped<T>(path: string): T {
  return JSON.parse(readFileSync(join(shipped, path), 'utf8'));
}

function reordered<T extends object>(content: T, turned: boolean): T {
  const entries = Object.entries(content);
  return Object.fromEntries(turned ? entries.reverse() : entries) as T;
}

describe('the command line', () => {
  async function run(args: readonly string[], open: () => Promise<DefinitionDeps> = notOpened) {
    const lines: string[] = [];
    const context = {
      out: (line: string) => void lines.push(line),
      err: (line: string) => void lines.push(line),
      folder: shipped,
      open: async () => ({ ...(await open()), close }),
    };
    return { code: await definitionCommands(args, context), text: lines.join('\n') };
  }

  test('lint: 0 for the shipped set, 1 for errors with file and pointer, 2 for a folder that is not there', async () => {
    expect(await run(['lint'])).toMatchObject({ code: 0, text: expect.stringContaining('ошибок: 0') });
    const folder = await copyOfShipped();
    const path = join(folder, 'workflows/short.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"initial": "draft"', '"initial": "drafft"'));
    const found = await run(['lint', folder, '--json']);
    expect(found.code).toBe(1);
    expect(JSON.parse(found.text).findings).toContainEqual(
      expect.objectContaining({ file: 'workflows/short.json', pointer: '/initial', code: 'unknownState' }),
    );
    for (const wrong of [join(folder, 'nowhere'), join(folder, 'workflows')]) {
      expect(await run(['lint', wrong])).toMatchObject({ code: 2, text: expect.stringContaining(wrong) });
      expect(await run(['import', wrong], freshDeps)).toMatchObject({ code: 2, text: expect.stringContaining(wrong) });
    }
  });

  test('export and import through the command line give the same files', async () => {
    const deps = await freshDeps();
    const opened = async () => deps;
    expect(await run(['import', shipped, '--author', 'admin'], opened)).toMatchObject({ code: 0 });
    const folder = await mkdtemp(join(tmpdir(), 'reglament-export-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    expect((await run(['export', folder], opened)).text).toBe(`Записано файлов: ${fileCount}`);
    expect((await run(['import', folder], opened)).text).toBe(`Опубликовано: 0, без изменений: ${shippedCount}`);
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json'));
    expect(files).toHaveLength(shippedCount);
  });

  test('import of a folder with errors is 1, a wrong call is 2, help is 0', async () => {
    const deps = await freshDeps();
    const folder = await copyOfShipped();
    await writeFile(join(folder, 'dictionaries/mfc.json'), '{}\n');
    expect((await run(['import', folder], async () => deps)).code).toBe(1);
    for (const args of [[], ['publish'], ['lint', 'a', 'b'], ['lint', '--colour'], ['export']]) {
      expect((await run(args)).code, args.join(' ')).toBe(2);
    }
    expect(await run(['--help'])).toMatchObject({ code: 0, text: expect.stringContaining('Код завершения') });
  });
});

function notOpened(): Promise<never> {
  throw new Error('this command needs no database');
}
