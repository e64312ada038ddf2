import type { WorkflowAction } from '@reglament/format';
import { expect, test } from 'vitest';
import { bulkKind } from './bulk-kind.ts';

const action = (change: Partial<WorkflowAction>) => ({ code: 'act', title: 'Действие', ...change }) as WorkflowAction;
const form = (required: string[], widget?: 'employee') => ({
  schema: {
    type: 'object' as const,
    properties: { who: { type: 'string' as const }, why: { type: 'string' as const } },
    required,
  },
  sections: [],
  ...(widget === undefined ? {} : { ui: { who: { widget } } }),
});

test.each([
  ['без вопросов', action({}), 'plain'],
  ['с необязательным', action({ input: form([]), comment: 'optional' }), 'plain'],
  ['с обязательным комментарием', action({ comment: 'required' }), undefined],
  ['с обязательным вопросом', action({ input: form(['why']) }), undefined],
  ['кому', action({ input: form(['who'], 'employee') }), 'employee'],
  ['кому и почему', action({ input: form(['who', 'why'], 'employee') }), undefined],
] as const)('%s', (_title, given, kind) => expect(bulkKind(given)).toBe(kind));
