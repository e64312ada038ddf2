import type { Json, JsonObject } from '../rule/value.ts';

/** A value that the executor took over from an answer to a request, with its origin. */
export interface AcceptedValue {
  readonly value: Json;
  readonly request: {
    readonly id: string;
    readonly number: number;
    /** As it was called when the value was taken over. */
    readonly title: string;
    /** An emulator has answered: the value is made up. */
    readonly emulated?: true;
  };
  /** Paths in the answer that it was made of; empty for a constant of the mapping. */
  readonly from: readonly string[];
  /** ISO moment. */
  readonly at: string;
}

/** By code of the form's field. */
export type AcceptedValues = Readonly<Record<string, AcceptedValue>>;

export interface Answered {
  /** What the applicant filed; nothing that is accepted changes it. */
  readonly answers: JsonObject;
  readonly accepted: AcceptedValues;
}

/** What rules, papers, messages, lists and requests go by: the applicant's own answers under the accepted values. */
export function effectiveAnswers({ answers, accepted }: Answered): JsonObject {
  const fields = Object.entries(accepted);
  if (fields.length === 0) return answers;
  return { ...answers, ...Object.fromEntries(fields.map(([field, { value }]) => [field, value])) };
}
