import type { FieldProblemView } from '../../errors.ts';
import { checkInn } from '../../identifier/inn.ts';
import { findPathProblem } from '../../signature/attorney/path.ts';
import type { AttorneyRules } from '../../signature/attorney/places.ts';

/** What is wrong with the rules, field by field, in words that say what to do. Pure. */
export function attorneyRuleProblems({ inn, places }: AttorneyRules): FieldProblemView[] {
  const verdict = inn === null ? undefined : checkInn(inn, 'organisation');
  const wrong = verdict?.ok === false ? [problem('inn', 'inn', `${verdict.message}.`)] : [];
  const paths = Object.entries(places).flatMap(([place, path]) => {
    const message = findPathProblem(path);
    return message === undefined ? [] : [problem(`places/${place}`, 'path', message)];
  });
  return [...wrong, ...paths];
}

const problem = (field: string, code: string, message: string) => ({ field, pointer: `/${field}`, code, message });
