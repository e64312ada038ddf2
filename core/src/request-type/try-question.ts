import type { JsonObject, RequestKind, RequestTypeDefinition } from '@reglament/sdk';
import { playedAnswer } from '@reglament/sdk/emulator';
import type { ApiTypes } from '../api.gen.ts';
import { questionProblems } from '../request/check-question.ts';

export interface Trying {
  readonly kind: RequestKind | undefined;
  readonly question: JsonObject;
  readonly now: Date;
}

/** What a question would come to: what keeps it from going out, or what the emulator answers. */
export function tryQuestion(
  type: RequestTypeDefinition,
  { kind, question, now }: Trying,
): ApiTypes['RequestTypeAnswer'] {
  const nothing = { problems: [], interim: null, afterSeconds: null, outcome: null, answer: null, reason: null };
  if (kind === undefined || type.message === undefined) {
    const message = 'Вид запроса не описан: спросить по нему нечего.';
    return { ...nothing, problems: [{ pointer: '', message }] };
  }
  const found = questionProblems(type.message.question.form, { kind, question, now, complete: true });
  if (found.length > 0) {
    return {
      ...nothing,
      problems: found.map(({ pointer = '', message }) => ({ pointer: pointer.replace(/^\/question/, ''), message })),
    };
  }
  const { interim = null, afterSeconds = null, outcome } = playedAnswer(type, question);
  return {
    ...nothing,
    ...{ interim, afterSeconds, outcome: outcome.kind },
    answer: outcome.kind === 'answer' ? { ...outcome.answer } : null,
    reason: outcome.kind === 'refuse' ? outcome.reason : null,
  };
}
