import type { ApiTypes } from '@reglament/core/api';
import { expect, test } from 'vitest';
import { emptyContent } from './content.ts';
import { changesSinceReturn } from './returned-changes.ts';

type HistoryEntry = ApiTypes['HistoryEntry'];

const entry = (changes: Partial<HistoryEntry>): HistoryEntry => ({
  ...{ seq: 1, at: '2026-03-02T10:00:00Z', type: 'edited', title: '', actor: { id: '1', name: 'Петрова' } },
  ...{
    done: true,
    onBehalfOf: null,
    comment: null,
    remarks: [],
    from: null,
    to: null,
    files: [],
    term: [],
    destroyed: false,
  },
  changes: [],
  ...changes,
});
const changed = (field: string, [before, after]: readonly [unknown, unknown], more: Partial<HistoryEntry> = {}) =>
  entry({ changes: [{ field, title: field, before, after }], ...more });
const away = new Set(['На доработке']);
const now = {
  ...emptyContent,
  applicant: { kind: 'person' as const, surname: 'Иванова', name: 'Анна' },
  answers: { area: 3, note: 'да', same: 1 },
};

test('each field from before the return to now, with who changed it last', () => {
  const entries = [
    changed('answers.note', ['раньше', 'да']),
    entry({ type: 'action', to: 'На доработке' }),
    changed('answers.area', [1, 2]),
    changed('answers.area', [2, 3], { at: '2026-03-03T10:00:00Z', actor: null }),
    changed('applicant', [{ kind: 'person', surname: 'Иванова', name: 'Инна' }, now.applicant]),
    entry({ type: 'action', to: 'В работе' }),
  ];
  expect(changesSinceReturn({ entries, away, now })).toEqual([
    { part: 'applicant', pointer: '/name', before: 'Инна', after: 'Анна', who: 'Петрова', at: '2026-03-02T10:00:00Z' },
    { part: 'answers', pointer: '/area', before: 1, after: 3, who: 'Заявитель', at: '2026-03-03T10:00:00Z' },
  ]);
});

test('what was changed back, and what was never sent back, are no changes', () => {
  const back = [entry({ to: 'На доработке' }), changed('answers.same', [1, 2]), changed('answers.same', [2, 1])];
  expect(changesSinceReturn({ entries: back, away, now })).toEqual([]);
  expect(changesSinceReturn({ entries: [changed('answers.area', [1, 3])], away, now })).toEqual([]);
});

test('of two returns the last counts', () => {
  const entries = [
    entry({ to: 'На доработке' }),
    changed('answers.area', [1, 2]),
    entry({ to: 'На доработке' }),
    changed('answers.area', [2, 3]),
  ];
  expect(changesSinceReturn({ entries, away, now }).map(({ before }) => before)).toEqual([2]);
});

test('what somebody has looked at is lit no more, what came after it is', () => {
  const seen = entry({ type: 'changesSeen' });
  const before = [entry({ to: 'На доработке' }), changed('answers.area', [1, 2]), seen];
  expect(changesSinceReturn({ entries: [...before], away, now })).toEqual([]);
  const after = [...before, changed('answers.note', ['нет', 'да'])];
  expect(changesSinceReturn({ entries: after, away, now }).map(({ pointer }) => pointer)).toEqual(['/note']);
});
