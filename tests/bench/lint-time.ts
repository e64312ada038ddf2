import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import type { Known } from '../../core/src/definition/lint/known.ts';
import { lintDefinition } from '../../core/src/definition/lint.ts';
import { largeService } from './large-service.ts';

const TURNS = 21;

export interface LintTimes {
  /** Of a service that this process has not seen. */
  readonly first: number;
  /** After a step of the editor: one field has another title. */
  readonly again: number;
}

/** Milliseconds of the linter for a service as it is sent by the editor, each time a text parsed anew. */
export function lintTime(service: ServiceDefinition, workflow: WorkflowDefinition): LintTimes {
  const known = ((kind: string) => (kind === 'workflow' ? workflow : undefined)) as Known;
  const text = JSON.stringify(service);
  // The validator of the format is made once in the life of a process.
  lintDefinition(largeService('warmUp', workflow.code, { fields: 9, rules: 1 }), known);
  const times = Array.from({ length: TURNS }, (_, turn) => {
    const content = JSON.parse(text.replace('Вопрос 2"', `Вопрос 2, правка ${turn}"`));
    const began = performance.now();
    lintDefinition(content, known);
    return performance.now() - began;
  });
  const [first = Number.NaN, ...rest] = times;
  return { first, again: rest.sort((one, other) => one - other)[Math.floor(rest.length / 2)] ?? Number.NaN };
}
