export type { Compositor, ElementContent, Particle } from './information-type/content.ts';
export { draftRequestType } from './information-type/draft-request-type.ts';
export { tellJudgement } from './information-type/judge-words.ts';
export {
  AnswersUnfit,
  answerToXml,
  fromXml,
  questionFromXml,
  questionProblems,
  rootOf,
  takesId,
  toXml,
} from './information-type/message.ts';
export { translatePatterns } from './information-type/pattern.ts';
export { requestKindFrom } from './information-type/request-kind.ts';
export { reviewInformationType } from './information-type/review.ts';
export { SchemaFault } from './information-type/schema-fault.ts';
export { judge, type SchemaTexts, validatorOf } from './information-type/schema-judge.ts';
export type { ValueType } from './information-type/value-type.ts';
