import { ProblemError } from '../client.ts';
import type { FieldProblem } from '../form/index.ts';

/** What the server said about the input of an action, by its fields. Pure. */
export function inputProblems(failure: Error | null, part = 'input'): FieldProblem[] {
  if (!(failure instanceof ProblemError)) return [];
  const others = part === 'input' ? /^\/repeat\// : /^\/(?!repeat\/)/;
  const own = failure.problems.filter(({ pointer = '' }) => !others.test(pointer));
  return own.map(({ field, pointer, message }) => {
    const place = (pointer ?? `/${field ?? ''}`).replace(/^\/(?:input|repeat)(?=\/|$)/, '');
    return { field: place.split('/')[1] ?? '', pointer: place, message };
  });
}
