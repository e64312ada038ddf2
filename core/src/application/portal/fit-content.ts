import type { ApplicantData } from '../../api.gen.ts';
import type { FieldProblemView } from '../../errors.ts';
import { isObject, type JsonObject } from '../../rule/value.ts';
import { checkOf } from '../../validation.ts';
import { type Content, type ContentCheck, contentProblems } from '../content.ts';

export interface Sent {
  readonly applicant: JsonObject;
  readonly representative?: JsonObject;
  readonly answers: JsonObject;
  /** By the fields of a type of the portal's own: all the rest is made of it. */
  readonly foreign?: JsonObject;
}

export interface Fitted {
  readonly content: Content;
  /** What a draft cannot hold, in Russian; the message itself is kept byte by byte. */
  readonly problems: readonly string[];
}

const checkApplicantShape = checkOf('ApplicantData', 'body');

/**
 * What a portal sent, as far as a draft of the service can hold it. A field of the wrong shape is left out and said: a
 * clerk asks the applicant, and the rest need not be typed again.
 */
export function fitContent({ applicant, representative, answers }: Sent): Fitted {
  const who = fitPerson('Заявитель', applicant);
  const behalf = representative === undefined ? nobody : fitPerson('Представитель', representative);
  const whole = isObject(answers);
  return {
    content: {
      applicant: who.data,
      representative: behalf.data,
      submittedBy: null,
      notification: { way: 'portal' },
      answers: whole ? answers : {},
    },
    problems: [...who.problems, ...behalf.problems, ...(whole ? [] : ['Ответы заявления нельзя прочитать'])],
  };
}

/** Answers that the form has no place for, or not of that shape, stay as they were before. */
export function fitAnswers(check: Omit<ContentCheck, 'complete'>, before: JsonObject): Fitted {
  const { content } = check;
  const wrong = contentProblems({ ...check, complete: false });
  const fields = new Set(wrong.flatMap(({ pointer = '' }) => /^\/answers\/([^/]+)/.exec(pointer)?.[1] ?? []));
  const good = Object.entries(content.answers).filter(([field]) => !fields.has(field));
  const former = Object.entries(before).filter(([field]) => fields.has(field));
  return { content: { ...content, answers: Object.fromEntries([...good, ...former]) }, problems: wrong.map(told) };
}

interface Person {
  readonly data: ApplicantData | null;
  readonly problems: readonly string[];
}

const nobody: Person = { data: null, problems: [] };

/** Somebody of the right shape but for some fields keeps the others; somebody of no known kind is nobody. */
function fitPerson(title: string, given: JsonObject): Person {
  const wrong = checkApplicantShape(given);
  if (wrong.length === 0) return { data: personOf(given), problems: [] };
  const problems = wrong.map((one) => `${title}: ${told(one)}`);
  const fields = new Set(wrong.map(({ pointer = '' }) => pointer.split('/')[1] ?? ''));
  const rest = Object.fromEntries(Object.entries(given ?? {}).filter(([field]) => !fields.has(field)));
  return { data: checkApplicantShape(rest).length === 0 ? personOf(rest) : null, problems };
}

/** Its shape has been checked. */
function personOf(data: object): ApplicantData {
  return data as ApplicantData;
}

function told({ message, field }: FieldProblemView): string {
  return field === '' ? message : `${message} (${field})`;
}
