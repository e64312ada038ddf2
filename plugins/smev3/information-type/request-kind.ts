import { createHash } from 'node:crypto';
import type { RequestKind, RequestTypeDefinition } from '@reglament/sdk';
import { questionProblems } from './message.ts';

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
    problems: (question) => questionProblems(type, question),
  };
}
