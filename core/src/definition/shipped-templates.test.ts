import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { calendarOf } from '../calendar/calendar-of.ts';
import { runTrials } from '../trial/run-trials.ts';
import { pathOf } from './folder.ts';
import type { Known } from './lint/known.ts';
import { lintDefinition } from './lint.ts';

const folder = fileURLToPath(new URL('../../../service-definitions/', import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(folder + path, 'utf8'));
const known: Known = (kind, code) => {
  const path = pathOf(kind, code);
  return existsSync(folder + path) ? read(path) : undefined;
};
const calendar = calendarOf([2026, 2027].map((year) => read(`calendars/ru${year}.json`)));
const names = readdirSync(`${folder}templates`);

test.each(names)('образец %s: годен сразу, не хватает только слов, проверки проходят', (name) => {
  const template: ServiceDefinition = read(`templates/${name}`);
  expect(`${template.code}.json`).toBe(name);
  const findings = lintDefinition(template, known);
  expect(findings.filter(({ code }) => code !== 'toFill')).toEqual([]);
  const places = findings.map(({ pointer }) => pointer);
  for (const tab of ['/description', '/basis', '/grounds', '/decisions', '/templates', '/documents'])
    if (!(name === 'correction.json' && /decisions|templates|documents/.test(tab)))
      expect(
        places.some((pointer) => pointer.startsWith(tab)),
        tab,
      ).toBe(true);
  expect(template.tests?.length).toBeGreaterThan(0);
  const workflow = read(`workflows/${template.workflow}.json`);
  const failures = runTrials({ service: template, workflow, calendar }).flatMap((result) => result.failures);
  expect(failures).toEqual([]);
});

test('что осталось указать, названо своими словами и больше не названо, когда указано', () => {
  const template: ServiceDefinition = read('templates/permit.json');
  const found = lintDefinition(template, known).find(({ pointer }) => pointer === '/decisions/grant/title');
  expect(found).toMatchObject({
    level: 'warning',
    code: 'toFill',
    message: expect.stringMatching(/^Осталось указать: что/),
  });
  const { grant } = template.decisions;
  const filled = { ...template, decisions: { ...template.decisions, grant: { ...grant, title: 'Выдать разрешение' } } };
  expect(lintDefinition(filled, known).map(({ pointer }) => pointer)).not.toContain('/decisions/grant/title');
});
