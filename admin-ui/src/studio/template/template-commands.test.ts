import { readFileSync } from 'node:fs';
import { knownPlaceholders } from '@reglament/core/rules';
import type { ServiceDefinition, TemplateNode } from '@reglament/format';
import { expect, test } from 'vitest';
import { itemChoices, listChoices, placeholderChoices } from './placeholder-titles.ts';
import { addTemplate, blankNode, blankTemplate, moved, nodeWords, withColumns } from './template-commands.ts';

const codes = ['landPlotPlan', 'treeFellingPermit', 'archiveCertificate', 'misprint'];
const shipped = (code: string): ServiceDefinition =>
  JSON.parse(
    readFileSync(new URL(`../../../../service-definitions/services/${code}/service.json`, import.meta.url), 'utf8'),
  ) as ServiceDefinition;

test.each(codes)('%s: всё, что можно назвать, названо по-русски и известно проверке', (code) => {
  const { form } = shipped(code);
  const known = knownPlaceholders(form);
  const choices = placeholderChoices(form);
  expect(choices.length).toBeGreaterThan(60);
  for (const { path, title } of choices) {
    expect(known).toContain(path);
    expect(title).toMatch(/^[А-ЯЁ]/);
    // A name that was forgotten would be shown as its code.
    expect(title.split(': ').slice(1).join().split(', ')).not.toContain(path.split('.').at(-1));
  }
  expect(new Set(choices.map(({ title }) => title)).size).toBe(choices.length);
  expect(listChoices(form).map(({ path }) => path)).toContain('decision.grounds');
});

test('строка списка называет свои поля', () => {
  const { form } = shipped('archiveCertificate');
  expect(itemChoices(form, 'decision.grounds').map(({ path }) => path)).toEqual([
    'item.code',
    'item.title',
    'item.clause',
    'item.text',
  ]);
});

test('дата подставляется датой, код – названием', () => {
  const { form } = shipped('landPlotPlan');
  const of = (path: string) => placeholderChoices(form).find((one) => one.path === path)?.converter;
  expect(of('application.registeredAt')).toBe('date');
  expect(of('applicant.name')).toBeUndefined();
  expect(of('answers.addressKind')).toBe('title');
});

test('новый шаблон получает свой код; порядок и столбцы', () => {
  const service = shipped('archiveCertificate');
  const made = addTemplate(service, blankTemplate, 'Уведомление');
  expect(made.code).toBe('uvedomlenie');
  expect(addTemplate(made.service, blankTemplate, 'Уведомление').code).toBe('uvedomlenie2');
  expect(Object.keys(made.service.templates)).toEqual([...Object.keys(service.templates), 'uvedomlenie']);
  expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
  const table = blankNode('table') as Extract<TemplateNode, { type: 'table' }>;
  const wider = withColumns(table, 3);
  expect([wider.columns.length, wider.rows[0]?.length]).toEqual([3, 3]);
  expect(withColumns(wider, 2)).toEqual(table);
  for (const kind of Object.keys(nodeWords)) expect(blankNode(kind as TemplateNode['type']).type).toBe(kind);
});
