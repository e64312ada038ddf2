import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { pathOf } from '../definition/folder.ts';
import type { Known } from '../definition/lint/known.ts';
import { lintDefinition } from '../definition/lint.ts';
import { skeletonOf } from './skeleton.ts';

const folder = fileURLToPath(new URL('../../../service-definitions/', import.meta.url));
const known: Known = (kind, code) => {
  const path = folder + pathOf(kind, code);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};
const read = (code: string): ServiceDefinition => JSON.parse(readFileSync(folder + pathOf('service', code), 'utf8'));

test.each(readdirSync(`${folder}services`))(
  'по образцу услуги %s: её процесс, срок, документы и решения, ничего о её полях, ошибок нет',
  (code) => {
    const like = read(code);
    const made = skeletonOf(like, { code: 'made', title: 'Новая услуга' });
    expect(made).toMatchObject({ code: 'made', title: 'Новая услуга', workflow: like.workflow, basis: [] });
    expect(made.term).toEqual(like.term);
    expect(made.retention).toEqual({ ...like.retention, check: true });
    expect(made.documents.map((document) => document.code)).toEqual(like.documents.map((document) => document.code));
    expect(Object.keys(made.decisions)).toEqual(Object.keys(like.decisions));
    expect(made.form.sections).toEqual([]);
    expect(JSON.stringify(made)).not.toMatch(/\{\{answers|"var":"(?!case\.)/);
    expect(lintDefinition(made, known).filter(({ level }) => level === 'error')).toEqual([]);
  },
);

test('чего нет без полей, того нет: условие документа, часть решения; что о заявке – остаётся', () => {
  const like = read('landPlotPlan');
  const byField = { '==': [{ var: 'area' }, 1] };
  const byCase = { var: 'case.hasRepresentative' };
  const document = { code: 'one', title: 'Один' };
  const text = (words: string) => ({ type: 'paragraph' as const, text: words });
  const made = skeletonOf(
    {
      ...like,
      documents: [
        { ...document, needed: byField, shown: byCase },
        { ...document, code: 'two', needed: true },
      ],
      templates: {
        paper: {
          title: 'Решение',
          body: [
            text('{{answers.area}}'),
            text('{{applicant.name}}'),
            // biome-ignore lint/suspicious/noThenProperty: the format's word
            { type: 'if', rule: byField, then: [text('a')] },
          ],
        },
        empty: { title: 'Пусто', body: [text('{{answers.area}}')] },
      },
    },
    { code: 'made', title: 'Новая' },
  );
  expect(made.documents).toEqual([
    { ...document, shown: byCase },
    { ...document, code: 'two', needed: true },
  ]);
  expect(made.templates.paper?.body).toEqual([text('{{applicant.name}}')]);
  expect(made.templates.empty?.body.length).toBeGreaterThan(0);
});

test('отказ, слова и решение которого говорили об ответах, остаётся отказом', () => {
  const like = read('landPlotPlan');
  const told = '{{answers.area}}';
  const { grant, refuse } = like.decisions;
  const body = [{ type: 'paragraph' as const, text: told }];
  const made = skeletonOf(
    {
      ...like,
      decisions: {
        grant: { ...grant, template: 'yes', message: told },
        refuse: { ...refuse, template: 'no', message: told },
      },
      templates: { yes: { title: 'Да', body }, no: { title: 'Нет', body } },
    },
    { code: 'made', title: 'Новая' },
  );
  expect(made.decisions.grant.message).toContain('о предоставлении');
  expect(made.decisions.refuse.message).toContain('об отказе');
  expect(JSON.stringify(made.templates.no)).not.toBe(JSON.stringify({ ...made.templates.yes, title: 'Нет' }));
});
