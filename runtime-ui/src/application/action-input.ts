import { ProblemError } from '../client.ts';
import type { FieldProblem } from '../form/index.ts';

/** What the server said about the input of an action, by its fields. Pure. */
export function inputProblems(failure: Error | null): FieldProblem[] {
  if (!(failure instanceof ProblemError)) return [];
  return failure.problems.map(({ field, pointer, message }) => {
    const place = (pointer ?? `/${field ?? ''}`).replace(/^\/input(?=\/|$)/, '');
    return { field: place.split('/')[1] ?? '', pointer: place, message };
  });
}
