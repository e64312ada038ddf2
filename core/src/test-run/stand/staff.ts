import type { WorkflowDefinition } from '@reglament/format';
import { type Permission, workPermissions } from '../../access/grant.ts';
import { titleOf } from '../../rule/title.ts';

export interface StandRole {
  readonly code: string;
  readonly title: string;
  readonly functions: readonly string[];
  readonly permissions: readonly string[];
}

/** One made-up employee of a stand. */
export interface StandPerson {
  readonly login: string;
  readonly surname: string;
  readonly name: string;
  readonly role: string;
}

/** Done by nobody who signs in. */
const notStaff = new Set(['applicant', 'system']);

/**
 * Roles as the installation has them, without a right to administer anything, and one of its own for each function of the
 * workflow that no role gives yet. Pure.
 */
export function standRoles(roles: readonly StandRole[], workflow: WorkflowDefinition): readonly StandRole[] {
  const working = roles
    .map((role) => ({ ...role, permissions: role.permissions.filter((one) => workPermissions.has(one as Permission)) }))
    .filter(({ functions }) => functions.length > 0);
  const given = new Set(working.flatMap(({ functions }) => functions));
  const missing = Object.entries(workflow.functions).filter(([code]) => !given.has(code) && !notStaff.has(code));
  const made = missing.map(([code, { title }]) => ({
    ...{ code: `test.${code}`, title: titleOf(title, 'ru') },
    ...{ functions: [code], permissions: [] },
  }));
  return [...working, ...made];
}

/** One for each role that has a part in this workflow, those who create applications first: a tester begins as the first. Pure. */
export function standStaff(roles: readonly StandRole[], workflow: WorkflowDefinition): readonly StandPerson[] {
  const order = Object.keys(workflow.functions);
  const creators = new Set(workflow.actions.filter(({ creates }) => creates).flatMap(({ functions }) => functions));
  const weightOf = ({ functions }: StandRole) => {
    const places = functions.map((one) => order.indexOf(one)).filter((at) => at >= 0);
    return Math.min(...places) + (functions.some((one) => creators.has(one)) ? 0 : order.length);
  };
  return roles
    .filter(({ functions }) => functions.some((one) => order.includes(one)))
    .toSorted((one, other) => weightOf(one) - weightOf(other))
    .map(({ code, title }, at) => ({ login: `test-${at + 1}`, surname: title, name: 'тестовый', role: code }));
}
