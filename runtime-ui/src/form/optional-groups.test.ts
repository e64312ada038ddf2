import type { FormDefinition, JsonSchema } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import { isQuiet, optionalGroups, withoutAnswer } from './optional-groups.ts';

const text: JsonSchema = { type: 'string' };
const paper: JsonSchema = { type: 'object', properties: { series: text, number: text }, required: ['number'] };
const person: JsonSchema = {
  type: 'object',
  properties: { name: text, paper, other: paper },
  required: ['name', 'paper'],
};
const form: FormDefinition = {
  schema: { type: 'object', properties: { person, plots: { type: 'array', items: person } } },
  sections: [],
};
const groupsOf = (answers: Record<string, unknown>, demanded: string[] = []) => {
  const { quiet, begun } = optionalGroups(form, answers, new Set(demanded));
  return { quiet: [...quiet], begun: [...begun] };
};

describe('необязательные группы', () => {
  test.each([
    { what: 'не начата', answers: {}, quiet: ['/person'], begun: [] },
    { what: 'опустошена', answers: { person: { name: '', paper: {} } }, quiet: ['/person'], begun: [] },
    { what: 'начата', answers: { person: { name: 'Анна' } }, quiet: ['/person/other'], begun: ['/person'] },
    {
      what: 'начата внутри',
      answers: { person: { other: { series: '1' } } },
      quiet: [],
      begun: ['/person', '/person/other'],
    },
    {
      what: 'в строке, которую добавили',
      answers: { plots: [{}, { other: { number: '1' } }] },
      quiet: ['/person', '/plots/0/other'],
      begun: ['/plots/1/other'],
    },
  ])('$what', ({ answers, quiet, begun }) => expect(groupsOf(answers)).toEqual({ quiet, begun }));

  test('обязательная спрашивает сразу', () => {
    expect(groupsOf({}, ['person'])).toEqual({ quiet: ['/person/other'], begun: [] });
  });

  test('в той, что не начата, не требуется ничего, и сама она остаётся вопросом', () => {
    const groups = optionalGroups(form, {}, new Set());
    expect(isQuiet(groups, ['person', 'name'])).toBe(true);
    expect(isQuiet(groups, ['person', 'paper', 'number'])).toBe(true);
    expect(isQuiet(groups, ['person'])).toBe(false);
    expect(isQuiet(groups, ['plots', 0, 'name'])).toBe(false);
  });
});

test.each([
  { path: ['person', 'other'], left: { person: { name: 'А' }, plots: [{ name: 'Б', paper: { number: '1' } }] } },
  { path: ['plots', 0, 'paper'], left: { person: { name: 'А', other: { series: '2' } }, plots: [{ name: 'Б' }] } },
  { path: ['person'], left: { plots: [{ name: 'Б', paper: { number: '1' } }] } },
])('очищено: $path', ({ path, left }) => {
  const answers = { person: { name: 'А', other: { series: '2' } }, plots: [{ name: 'Б', paper: { number: '1' } }] };
  expect(withoutAnswer(answers, path)).toEqual(left);
});
