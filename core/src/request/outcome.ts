import type { Outcome, RequestKind } from '@reglament/sdk';
import { validateAnswers } from '../definition/compile.ts';
import { checkForm, type FieldProblem, missingProblem } from '../form/check-form.ts';
import type { JsonObject } from '../rule/value.ts';
import { after, type RequestEvent } from './life.ts';
import type { RequestRecord } from './request.model.ts';
import type { RequestChanges } from './rows.ts';

/** What an outcome makes of a request. `late`: it has ended already; `unfit`: nobody can work with it as it is. */
export type Judged =
  | { readonly verdict: 'applies'; readonly event: RequestEvent; readonly changes: RequestChanges }
  | { readonly verdict: 'late' }
  | { readonly verdict: 'unfit'; readonly reason: string };

const eventOf = {
  answered: 'answer',
  interim: 'interim',
  refused: 'refuse',
} as const satisfies Record<Exclude<Outcome['status'], 'unreadable'>, RequestEvent>;

export interface Judging {
  readonly request: RequestRecord;
  readonly outcome: Outcome;
  /** Undefined: the plugin is not there any more, so the answer's shape is not known. */
  readonly kind: RequestKind | undefined;
  readonly now: Date;
}

/** Decides, and changes nothing. */
export function judgeOutcome({ request, outcome, kind, now }: Judging): Judged {
  if (outcome.status === 'unreadable') return { verdict: 'unfit', reason: outcome.reason };
  const event = eventOf[outcome.status];
  const status = after(request.status, event);
  if (status === undefined) return { verdict: 'late' };
  const applies = (changes: RequestChanges): Judged => ({
    verdict: 'applies',
    event,
    changes: { ...changes, status, lastExchangeAt: now },
  });
  if (outcome.status === 'interim') return applies({ interimText: outcome.text, resultText: outcome.text });
  if (outcome.status === 'refused') {
    return applies({ errorCode: outcome.code, resultText: outcome.reason, answeredAt: now, interimText: null });
  }
  const reason = answerProblem(outcome.answer, kind, now);
  if (reason !== undefined) return { verdict: 'unfit', reason };
  const { answer } = outcome;
  return applies({ answer, answeredAt: now, resultText: 'Ответ получен', errorCode: null, interimText: null });
}

/** What of an answer does not fit its kind, by field. */
export function answerProblems(kind: RequestKind, answers: JsonObject, now: Date): FieldProblem[] {
  const context = { today: now.toISOString().slice(0, 10) };
  return [
    ...checkForm({ form: kind.answer, answers, context, validate: validateAnswers, complete: true }),
    ...missingOf(kind, answers),
  ];
}

function answerProblem(answer: unknown, kind: RequestKind | undefined, now: Date): string | undefined {
  if (kind === undefined) return 'Модуль этого запроса не установлен: ответ не с чем сверить';
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return 'Ответ – не набор полей';
  const [first, ...more] = answerProblems(kind, answer as JsonObject, now);
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : ` (и ещё замечаний: ${more.length})`;
  return `Ответ не соответствует своему виду: ${first.message}${others}`;
}

/** A form takes a box that nobody touched for «no»; a provider that says nothing has said nothing. */
function missingOf({ answer: form }: RequestKind, answers: JsonObject): FieldProblem[] {
  const { required = [], properties } = form.schema;
  return required
    .filter((field) => properties[field]?.type === 'boolean' && typeof answers[field] !== 'boolean')
    .map((field) => missingProblem(`/${field}`, form));
}
