import { expect, test } from 'vitest';
import { ruleData } from '../rule/rule-context.ts';
import { closedReason } from './allowed.ts';

const allowed = { '==': [{ var: 'case.applicant.kind' }, 'organisation'] };
const rules = (kind: string) => ({ data: ruleData({}, { applicant: { kind } }), today: '2026-03-02' });

test.each([
  [undefined, 'person', undefined],
  [allowed, 'organisation', undefined],
  [
    allowed,
    'person',
    'Доступно, если значение «Вид заявителя» (сейчас – физическое лицо) равняется «юридическое лицо»',
  ],
])('%j, %s: %s', (rule, kind, reason) => {
  expect(closedReason(rule === undefined ? {} : { allowed: rule }, rules(kind))).toBe(reason);
});
