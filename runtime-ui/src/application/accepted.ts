/** What was accepted from answers to requests, as the screens read it. Pure. */
import type { ApplicationCard } from '../api.ts';

/** The answers that count: what the applicant filed, under the values that were accepted. */
export function effectiveAnswers(
  answers: ApplicationCard['answers'],
  accepted: ApplicationCard['accepted'],
): ApplicationCard['answers'] {
  if (accepted.length === 0) return answers;
  return { ...answers, ...Object.fromEntries(accepted.map(({ field, value }) => [field, value])) };
}
