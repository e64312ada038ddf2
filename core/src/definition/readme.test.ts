import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { calendarOf } from '../calendar/calendar-of.ts';
import { runTrials } from '../trial/run-trials.ts';
import { loadFolder } from './load.ts';

const shipped = fileURLToPath(new URL('../../../service-definitions', import.meta.url));

/** `path/of/file.json`:, an empty line, and the file in a block of code. */
const example = /`([\w/]+\.json)`:\n\n```json\n([\s\S]+?)\n```/g;

test('the example of service-definitions/README.md is a sound service', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(shipped, 'workflows'), join(folder, 'workflows'), { recursive: true });
  const examples = [...readFileSync(join(shipped, 'README.md'), 'utf8').matchAll(example)];
  for (const [, file = '', text = ''] of examples) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { files, findings } = await loadFolder(folder);
  expect(files.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['dictionaries/actKinds.json', 'services/actCopy/service.json']),
  );
  // In a README short lines serve better than the canonical layout.
  expect(findings.filter(({ level, code }) => level !== 'info' && code !== 'notCanonical')).toEqual([]);
});

test('the test that the README shows is green on the service of its example', () => {
  const text = readFileSync(join(shipped, 'README.md'), 'utf8');
  const service = JSON.parse(
    text.match(/`services\/actCopy\/service\.json`:\n\n```json\n([\s\S]+?)\n```/)?.[1] ?? '{}',
  );
  const trial = JSON.parse(text.match(/## Проверки услуги[\s\S]+?```json\n([\s\S]+?)\n```/)?.[1] ?? '{}');
  const read = (path: string) => JSON.parse(readFileSync(join(shipped, path), 'utf8'));
  const calendar = calendarOf([read('calendars/ru2026.json')]);
  const results = runTrials({
    service: { ...service, tests: [trial] },
    workflow: read('workflows/short.json'),
    calendar,
  });
  expect(results).toEqual([{ title: trial.title, failures: [] }]);
  expect(trial.steps).toHaveLength(3);
});
