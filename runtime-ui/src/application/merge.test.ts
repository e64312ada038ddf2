import { expect, test } from 'vitest';
import type { ApplicationContent } from '../api.ts';
import { emptyContent } from './content.ts';
import { differences, mergeTyped, putValue } from './merge.ts';

const before: ApplicationContent = {
  ...emptyContent,
  applicant: { kind: 'person', surname: 'Иванова', name: 'Анна' },
  answers: { area: 10, note: 'есть', place: { city: 'А', street: 'Б' }, rows: [{ one: 1 }] },
};
const answers = (changes: Record<string, unknown>): ApplicationContent => ({
  ...before,
  answers: { ...before.answers, ...changes },
});

test('what only one of the two changed is taken from them, answer by answer', () => {
  const typed = { ...answers({ area: 12 }), applicant: { kind: 'person' as const, surname: 'Иванова', name: 'Инна' } };
  const now = {
    ...answers({ note: 'нет' }),
    notification: { way: 'inPerson' as const },
    applicant: { kind: 'person' as const, surname: 'Петрова', name: 'Анна' },
  };
  expect(mergeTyped({ before, typed, now })).toEqual({
    content: {
      ...now,
      applicant: { kind: 'person', surname: 'Петрова', name: 'Инна' },
      answers: { ...before.answers, area: 12, note: 'нет' },
    },
    conflicts: [],
  });
});

test('the fields of a group are places of their own, a list is one', () => {
  const typed = answers({ place: { city: 'А', street: 'В' }, rows: [{ one: 2 }] });
  const now = answers({ place: { city: 'Г', street: 'Б' }, rows: [{ one: 1 }, { one: 3 }] });
  const merged = mergeTyped({ before, typed, now });
  expect(merged.content.answers).toEqual({ ...before.answers, place: { city: 'Г', street: 'В' }, rows: [{ one: 2 }] });
  expect(merged.conflicts).toEqual([
    { part: 'answers', pointer: '/rows', mine: [{ one: 2 }], theirs: [{ one: 1 }, { one: 3 }] },
  ]);
});

test('both changed one place: what was typed stays and the place is named; the same change is no conflict', () => {
  const typed = answers({ area: 12, note: 'да' });
  const merged = mergeTyped({ before, typed, now: answers({ area: 13, note: 'да' }) });
  expect(merged.content.answers.area).toBe(12);
  expect(merged.conflicts).toEqual([{ part: 'answers', pointer: '/area', mine: 12, theirs: 13 }]);
});

test('a person that the colleague took away, or of another kind, is a conflict as a whole', () => {
  const typed: ApplicationContent = { ...before, applicant: { kind: 'person', surname: 'Иванова', name: 'Инна' } };
  for (const theirs of [null, { kind: 'organisation' as const, title: 'ООО' }]) {
    const merged = mergeTyped({ before, typed, now: { ...before, applicant: theirs } });
    expect(merged.content.applicant).toEqual(typed.applicant);
    expect(merged.conflicts).toEqual([{ part: 'applicant', pointer: '', mine: typed.applicant, theirs }]);
  }
});

test('an emptied input is a change, an absent one that stays empty is none', () => {
  expect(differences(before, answers({ other: '', list: [], note: undefined }))).toEqual([
    { part: 'answers', pointer: '/note', before: 'есть', after: undefined },
  ]);
  const merged = mergeTyped({ before, typed: answers({ note: undefined }), now: answers({ area: 11 }) });
  expect([merged.content.answers.area, merged.content.answers.note]).toEqual([11, undefined]);
});

test('a value is put at its place, making the groups on the way', () => {
  expect(putValue(emptyContent, { part: 'answers', pointer: '/place/city' }, 'А').answers).toEqual({
    place: { city: 'А' },
  });
});
