/** What the form of giving out a result begins with. Pure. */
import type { ApplicationCard } from '../api.ts';
import type { Answers } from '../form/index.ts';

/** Whoever handed the papers in for another most often comes for the result as well. */
export function issueInput({ applicant, representative }: ApplicationCard): Answers {
  const person = representative ?? applicant;
  const document = documentOf(person);
  return { receiver: representative ? 'representative' : 'applicant', ...(document ? { document } : {}) };
}

function documentOf(person: ApplicationCard['applicant']): string {
  const { series, number } = person?.passport ?? {};
  return series && number ? `Паспорт ${series} ${number}` : '';
}
