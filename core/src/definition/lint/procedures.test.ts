import { readFileSync } from 'node:fs';
import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import type { Known } from './known.ts';
import { lintProcedures } from './procedures.ts';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../../service-definitions/${path}`, import.meta.url), 'utf8'));
const complaint: ServiceDefinition = read('services/complaint/service.json');
const workflow: WorkflowDefinition = read('workflows/procedure.json');

/** Without these actions of its workflow. */
function codesWithout(...left: readonly string[]): string[] {
  const actions = workflow.actions.filter(({ code }) => !left.includes(code));
  const known = ((kind: string) => (kind === 'workflow' ? { ...workflow, actions } : undefined)) as Known;
  return lintProcedures(complaint, known).map(({ code }) => code);
}

test('an impartial procedure has a way to another executor than the one who began it', () => {
  expect(codesWithout()).toEqual([]);
  expect(codesWithout('assign', 'reassign', 'handOver')).toEqual(['nobodyElse']);
});
