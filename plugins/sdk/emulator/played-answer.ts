import { sampleAnswers } from '../kit/sample-answers.ts';
import type { Json, JsonObject, RequestTypeDefinition } from '../src/index.ts';

/** What the provider of a type that is data says to a question. */
export interface PlayedAnswer {
  readonly interim?: string;
  readonly afterSeconds?: number;
  readonly outcome:
    | { readonly kind: 'answer'; readonly answer: JsonObject }
    | { readonly kind: 'refuse'; readonly reason: string }
    | { readonly kind: 'silence' };
}

type OwnAnswers = NonNullable<RequestTypeDefinition['emulator']>;

function findOwnAnswer(emulator: OwnAnswers, question: JsonObject): OwnAnswers[number] | undefined {
  return emulator.find(({ when = {} }) =>
    Object.entries(when).every(([path, value]) => same(valueAt(question, path), value)),
  );
}

/** Whether the type lists what is said to this question; else it is answered by a sample. */
export function hasOwnAnswer({ emulator = [] }: RequestTypeDefinition, question: JsonObject): boolean {
  return findOwnAnswer(emulator, question) !== undefined;
}

/** The first of the type's own answers that fits the question; without one, a sample by the form of the answer. */
export function playedAnswer({ emulator = [], message }: RequestTypeDefinition, question: JsonObject): PlayedAnswer {
  const found = findOwnAnswer(emulator, question);
  const form = message?.answer.form ?? { schema: { type: 'object' as const, properties: {} } };
  if (found === undefined) return { outcome: { kind: 'answer', answer: sampleAnswers(form) } };
  const { interim, afterSeconds, answer, refuse, silence } = found;
  return {
    ...(interim === undefined ? {} : { interim }),
    ...(afterSeconds === undefined ? {} : { afterSeconds }),
    outcome:
      silence === true
        ? { kind: 'silence' }
        : refuse !== undefined
          ? { kind: 'refuse', reason: refuse }
          : { kind: 'answer', answer: (answer as JsonObject | undefined) ?? sampleAnswers(form) },
  };
}

/** A person writes what they see: 15 and «15» are one value. */
function same(found: Json | undefined, wanted: string | number | boolean): boolean {
  return found !== undefined && found !== null && typeof found !== 'object' && String(found) === String(wanted);
}

function valueAt(question: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = question;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, step)) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}
