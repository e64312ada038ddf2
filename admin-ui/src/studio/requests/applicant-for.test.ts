import { expect, test } from 'vitest';
import { applicantFor } from './applicant-for.ts';

const organisations = { '==': [{ var: 'case.applicant.kind' }, 'organisation'] };

test('вымышленный заявитель – тот, для кого запрос предлагается', () => {
  const service = { applicants: ['person', 'organisation'], rules: { firm: { title: 'Фирма', rule: organisations } } };
  const of = (allowed: object | undefined) => applicantFor(service as never, allowed as never);
  expect(of(undefined)).toBe('person');
  expect(of(organisations)).toBe('organisation');
  expect(of({ rule: 'firm' })).toBe('organisation');
  expect(of({ '==': [{ var: 'case.applicant.kind' }, 'soleTrader'] })).toBe('person');
  expect(of({ '>': [{ var: 'area' }, 100] })).toBe('person');
  expect(of({ wrong: [] })).toBe('person');
});
