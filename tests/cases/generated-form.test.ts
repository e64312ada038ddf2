import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Known } from '../../core/src/definition/lint/known.ts';
import { lintDefinition } from '../../core/src/definition/lint.ts';
import { generatedForms } from '../support/generated-form.ts';
import { serviceAround } from '../support/generated-service.ts';

/** The generator of forms against the format: what the format can say, some generated form says. */
const format = JSON.parse(
  readFileSync(new URL('../../service-definitions/format/form.schema.json', import.meta.url), 'utf8'),
).definitions;

const folders = { workflow: 'workflows', dictionary: 'dictionaries' } as const;
const shipped = ((kind: string, code: string) => {
  const folder = folders[kind as keyof typeof folders];
  if (folder === undefined) return undefined;
  return JSON.parse(readFileSync(new URL(`../../service-definitions/${folder}/${code}.json`, import.meta.url), 'utf8'));
}) as Known;

const forms = fc.sample(generatedForms, { numRuns: 300, seed: 5 });

test('каждая созданная форма годна для публикации', () => {
  for (const { form } of forms) {
    const findings = lintDefinition(serviceAround('generated', form), shipped);
    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors.map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`)).toEqual([]);
  }
});

function said(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const one of value) said(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) said(one, found.add(key));
  }
  return found;
}

test('всё, что знает формат, в созданных формах есть: слова схемы, типы, виды полей', () => {
  const keys = said(forms.map(({ form }) => form));
  const keywords = Object.keys(format.JsonSchema.properties);
  expect(keywords.filter((keyword) => !keys.has(keyword))).toEqual([]);
  const uis = forms.flatMap(({ form }) => Object.values(form.ui ?? {}));
  const widgets = new Set(uis.map(({ widget }) => widget));
  expect(format.FieldUi.properties.widget.enum.filter((widget: string) => !widgets.has(widget as never))).toEqual([]);
  const text = JSON.stringify(forms);
  const types: string[] = format.JsonSchema.properties.type.enum;
  expect(types.filter((type) => !text.includes(`"type":"${type}"`))).toEqual([]);
});
