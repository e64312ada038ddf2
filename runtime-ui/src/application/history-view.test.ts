import { describe, expect, test } from 'vitest';
import { foldSaves, type HistoryEntry } from './history-view.ts';

const anna = { id: 'a', name: 'Анна' };
const oleg = { id: 'o', name: 'Олег' };

function entry(more: Partial<HistoryEntry>): HistoryEntry {
  const nothing = {
    done: true,
    onBehalfOf: null,
    comment: null,
    remarks: [],
    from: null,
    to: null,
    changes: [],
    files: [],
    term: [],
  };
  const at = '2026-03-02T09:00:00.000Z';
  return { seq: 1, at, type: 'edited', title: 'Изменены сведения', actor: anna, destroyed: false, ...nothing, ...more };
}

const change = (field: string, before: unknown, after: unknown) => ({ field, title: field, before, after });
const at = (minute: number) => `2026-03-02T09:${String(minute).padStart(2, '0')}:00.000Z`;

describe('сохранения подряд – одна запись', () => {
  test('от первого «было» до последнего «стало»; вернувшееся не изменилось', () => {
    const folded = foldSaves([
      entry({ seq: 1, at: at(0), changes: [change('a', null, 1), change('b', 'x', 'y')] }),
      entry({ seq: 2, at: at(1), changes: [change('a', 1, 2)] }),
      entry({ seq: 3, at: at(2), changes: [change('b', 'y', 'x'), change('c', null, true)] }),
    ]);
    expect(folded).toHaveLength(1);
    expect(folded[0]).toMatchObject({ seq: 3, saves: 3, since: at(0), at: at(2) });
    expect(folded[0]?.changes).toEqual([change('a', null, 2), change('c', null, true)]);
  });
  test.each<[string, Partial<HistoryEntry>]>([
    ['другой человек', { actor: oleg }],
    ['за отсутствующего', { onBehalfOf: 'Олег' }],
    ['после перерыва', { at: at(31) }],
    ['другое событие', { type: 'fileAdded' }],
    ['уничтоженное', { destroyed: true }],
  ])('%s – отдельно', (_what, more) => {
    expect(foldSaves([entry({ seq: 1, at: at(0) }), entry({ seq: 2, at: at(1), ...more })])).toHaveLength(2);
  });
});
