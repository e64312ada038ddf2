import { createHash } from 'node:crypto';
import type { JsonObject, QuestionProblem, RequestKind, RequestTypeDefinition } from '@reglament/sdk';
import { questionProblems } from './message.ts';
import { reviewInformationType } from './review.ts';
import { SchemaFault } from './schema-fault.ts';

/** What is asked by an information type that is data. */
export function requestKindFrom(type: RequestTypeDefinition): RequestKind {
  const { message, title } = type;
  if (message === undefined) throw new Error(`the type «${type.code}» describes no message`);
  return {
    version: createHash('sha256').update(JSON.stringify(type)).digest('hex').slice(0, 16),
    title,
    group: message.group ?? 'Межведомственные запросы',
    question: () => message.question.form,
    answer: message.answer.form,
    signedBy: message.signedBy,
    ...(message.attachments === undefined ? {} : { files: true }),
    problems: (question) => problemsOf(type, question),
    remarks: () => reviewInformationType(type),
  };
}

/** A type whose schema cannot be read lets nothing out, and says why. */
function problemsOf(type: RequestTypeDefinition, question: JsonObject): readonly QuestionProblem[] {
  try {
    return questionProblems(type, question);
  } catch (error) {
    if (!(error instanceof SchemaFault)) throw error;
    return [
      { pointer: '', message: `Вид запроса описан с ошибкой, обратитесь к администратору услуг: ${error.message}` },
    ];
  }
}
