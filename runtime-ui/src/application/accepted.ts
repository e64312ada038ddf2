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

/** Every set of answers that a card speaks of: what was filed, and what lies or lay over it. */
export function valuesOf({
  answers,
  accepted,
}: Pick<ApplicationCard, 'answers' | 'accepted'>): Record<string, unknown>[] {
  return [answers, ...accepted.flatMap(({ field, value, filed }) => [{ [field]: value }, { [field]: filed }])];
}
