import { ProblemError } from '@reglament/runtime-ui/client';

/** What the server holds against one field of what was sent. */
export function problemOf(failure: Error | null, field: string): string | undefined {
  if (!(failure instanceof ProblemError)) return undefined;
  return failure.problems.find((problem) => problem.field === field)?.message;
}
