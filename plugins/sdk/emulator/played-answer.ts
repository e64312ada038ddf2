import { sampleAnswers } from '../kit/sample-answers.ts';
import type { Json, JsonObject, RequestTypeDefinition } from '../src/index.ts';

/** What the provider of a type that is data says to a question. */
export interface PlayedAnswer {
  readonly interim?: string;
  readonly afterSeconds?: number;
  /** By an answer that the type lists; else it is a sample. */
  readonly own: boolean;
  readonly outcome:
    | { readonly kind: 'answer'; readonly answer: JsonObject }
    | { readonly kind: 'refuse'; readonly reason: string }
    | { readonly kind: 'silence' };
}

/** The first of the type's own answers that fits the question; without one, a sample by the form of the answer. */
export function playedAnswer({ emulator = [], message }: RequestTypeDefinition, question: JsonObject): PlayedAnswer {
  const found = emulator.find(({ when = {} }) =>
    Object.entries(when).every(([path, value]) => same(valueAt(question, path), value)),
  );
  const form = message?.answer.form ?? { schema: { type: 'object' as const, properties: {} } };
  if (found === undefined) return { own: false, outcome: { kind: 'answer', answer: sampleAnswers(form) } };
  const { interim, afterSeconds, answer, refuse, silence } = found;
  return {
    ...(interim === undefined ? {} : { interim }),
    ...(afterSeconds === undefined ? {} : { afterSeconds }),
    own: true,
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
