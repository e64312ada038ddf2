import { expect, test } from 'vitest';
import type { ApplicationContent, ServiceView } from '../api.ts';
import { changedParts, emptyContent, isChanged, problemsOfPart, sendable } from './content.ts';
import { documentsOf } from './papers.ts';
import { summaryOf, unresolved, withoutHandedIn } from './summary.ts';

const filled: ApplicationContent = {
  ...emptyContent,
  applicant: { kind: 'person', surname: 'Иванова' },
  answers: { area: 10, note: 'есть' },
};

test('an emptied input and an absent one are the same', () => {
  expect(isChanged(filled, { ...filled, answers: { note: 'есть', area: 10, other: undefined, list: [] } })).toBe(false);
});

test('only the parts that differ are sent', () => {
  const after = { ...filled, answers: { area: 11, note: 'есть' } };
  expect(changedParts(filled, after)).toEqual({ answers: { area: 11, note: 'есть' } });
});

test('a person of whom nothing is said but the kind is nobody', () => {
  expect(sendable({ applicant: { kind: 'person' }, representative: { kind: 'person', surname: 'А' } })).toEqual({
    applicant: null,
    representative: { kind: 'person', surname: 'А' },
  });
});

test('problems find their part of the screen', () => {
  const problems = [
    { pointer: '/applicant/passport/series', message: 'серия' },
    { pointer: '/applicantX', message: 'чужое' },
    { pointer: '/notification', message: 'способ' },
  ];
  expect(problemsOfPart(problems, 'applicant')).toEqual([
    { field: 'passport', pointer: '/passport/series', message: 'серия' },
  ]);
  expect(problemsOfPart(problems, 'notification')).toEqual([{ field: '', pointer: '', message: 'способ' }]);
});

test('what the screen says in its own words the server does not say again', () => {
  const own = [{ form: 'notification', field: 'way', pointer: '/way', message: 'Укажите «Способ уведомления»' }];
  const told = [
    { field: 'notification', pointer: '/notification', message: 'Выберите способ' },
    { field: 'area', pointer: '/answers/area', message: 'Больше нуля' },
  ];
  expect(summaryOf(told, own).map(({ message }) => message)).toEqual(['Укажите «Способ уведомления»', 'Больше нуля']);
});

test('a line of the summary goes when its answer is changed', () => {
  const items = [{ form: 'answers', field: 'area', pointer: '/area', message: 'Больше нуля' }];
  const summary = { items, attempt: 1, content: filled };
  expect(unresolved(summary, { ...filled, answers: { ...filled.answers, note: 'другое' } })).toEqual(items);
  expect(unresolved(summary, { ...filled, answers: { ...filled.answers, area: 12 } })).toEqual([]);
});

test('a line of a missing paper goes when the paper is there', () => {
  const told = [
    { field: 'area', pointer: '/answers/area', message: 'Больше нуля' },
    { field: 'plan', pointer: '/documents/plan', message: 'Приложите план' },
  ];
  const plan = { code: 'plan', title: 'План', description: '', needed: true, present: false };
  expect(withoutHandedIn(summaryOf(told, []), { documents: [plan] })).toHaveLength(2);
  const left = withoutHandedIn(summaryOf(told, []), { documents: [{ ...plan, present: true }] });
  expect(left.map(({ message }) => message)).toEqual(['Больше нуля']);
});

test('papers follow the answers: shown, needed, present', () => {
  const document = { description: null };
  const service = {
    code: 'landPlotPlan',
    approval: true,
    applicants: ['person'],
    rules: { byRepresentative: { rule: { var: 'case.hasRepresentative' } } },
    documents: [
      { ...document, code: 'form', title: 'Заявление' },
      {
        ...document,
        code: 'power',
        title: 'Доверенность',
        needed: { rule: 'byRepresentative' },
        shown: { rule: 'byRepresentative' },
      },
    ],
  } as unknown as ServiceView;
  const list = (content: ApplicationContent, present: string[]) =>
    documentsOf({
      service,
      content,
      source: 'employee',
      today: '2026-03-02',
      card: undefined,
      present: new Set(present),
    }).map(({ code, needed, present: there }) => [code, needed, there]);
  expect(list(filled, [])).toEqual([['form', false, false]]);
  expect(list({ ...filled, representative: { kind: 'person' } }, ['form'])).toEqual([
    ['form', false, true],
    ['power', true, false],
  ]);
  expect(list(filled, ['power'])).toEqual([
    ['form', false, false],
    ['power', false, true],
  ]);
});
