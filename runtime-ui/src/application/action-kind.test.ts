import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import type { ActionView } from '../api.ts';
import { actionKind, employeeField } from './action-kind.ts';

function action(change: Partial<ActionView>): ActionView {
  return { code: 'act', title: 'Действие', tone: 'default', open: true, comment: 'none', ...change };
}

function input(fields: Record<string, FormDefinition['ui']>[string] | Record<string, object>): FormDefinition {
  const codes = Object.keys(fields ?? {});
  return {
    schema: { type: 'object', properties: Object.fromEntries(codes.map((code) => [code, { type: 'string' }])) },
    sections: [],
    ui: fields as NonNullable<FormDefinition['ui']>,
  };
}

const comment = action({ comment: 'optional' });
const short = action({ input: input({ files: { widget: 'files' } }) });
const decision = action({ input: input({ text: {}, files: {}, message: {} }) });
const issue = action({ issues: true, input: input({ receiver: {}, document: {}, confirmation: {} }) });
const assignment = action({ input: input({ who: { widget: 'employee' } }) });

test('how an action is asked for follows from its own form', () => {
  expect(actionKind(action({}), 'draft')).toBe('immediate');
  expect(actionKind(action({}), 'awaitingApproval')).toBe('confirm');
  expect(actionKind(comment, 'awaitingApproval')).toBe('dialog');
  expect(actionKind(short, 'awaitingApproval')).toBe('dialog');
  expect(actionKind(decision, 'inProgress')).toBe('page');
  expect(actionKind(issue, 'closed')).toBe('dialog');
  expect(actionKind(assignment, 'received')).toBe('assign');
});

test('the field of the employee is found by its widget', () => {
  expect(employeeField(input({ who: { widget: 'employee' } }))).toBe('who');
  expect(employeeField(undefined)).toBeUndefined();
});
