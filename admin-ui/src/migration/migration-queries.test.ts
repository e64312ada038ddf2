import { expect, test } from 'vitest';
import { suggestedBy, takenTwice } from './migration-queries.ts';

const targets = [{ code: 'plotArea', title: 'Площадь' }];

test('предложенное становится решением; два поля одним стать не могут', () => {
  const decisions = suggestedBy({
    ...{ title: 'Услуга', serviceVersion: 2, workflowVersion: 1, cases: 3, from: [] },
    states: [
      { code: 'new', title: 'Новая', cases: 2, targets: [], suggested: 'new' },
      { code: 'old', title: 'Старая', cases: 1, targets: [], suggested: null },
    ],
    fields: [
      { code: 'area', title: 'Площадь', targets, suggested: 'plotArea' },
      { code: 'size', title: 'Размер', targets, suggested: null },
    ],
  });
  expect(decisions).toEqual({ states: { new: 'new', old: null }, fields: { area: 'plotArea', size: null } });
  expect(takenTwice(decisions)).toBeUndefined();
  expect(takenTwice({ ...decisions, fields: { area: 'plotArea', size: 'plotArea' } })).toBe('plotArea');
});
