import { createHash } from 'node:crypto';
import {
  isProviderError,
  type JsonObject,
  type QuestionProblem,
  type RequestKind,
  type RequestTypeDefinition,
  type TypeRemark,
} from '@reglament/sdk';
import { isPathPart, settingsOf, wireQuestion } from './message.ts';

/** What is asked by a type that is data. */
export function requestKindFrom(type: RequestTypeDefinition): RequestKind {
  const { message, title } = type;
  if (message === undefined) throw new Error(`the type «${type.code}» describes no message`);
  return {
    version: createHash('sha256').update(JSON.stringify(type)).digest('hex').slice(0, 16),
    title,
    group: message.group ?? 'Запросы к поставщикам',
    question: () => message.question.form,
    answer: message.answer.form,
    signedBy: message.signedBy,
    problems: (question) => problemsOf(type, question),
    remarks: () => remarksOf(type),
  };
}

function problemsOf(type: RequestTypeDefinition, question: JsonObject): readonly QuestionProblem[] {
  const wrong = Object.entries(type.message?.question.places ?? {}).filter(
    ([path, place]) => place.startsWith('path:') && !isPathPart(String(question[path] ?? '')),
  );
  if (wrong.length > 0) {
    return wrong.map(([path]) => {
      const name = type.message?.question.form.schema.properties[path]?.title ?? path;
      return { pointer: `/${path}`, message: `«${name}» стоит в адресе: укажите значение, не «.» и не «..»` };
    });
  }
  try {
    wireQuestion(type, question);
    return [];
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return [{ pointer: '', message: error.message }];
  }
}

/** Places that the operation has not, and parts of the address that nothing fills. */
function remarksOf(type: RequestTypeDefinition): readonly TypeRemark[] {
  let path: string;
  try {
    path = settingsOf(type).path;
  } catch (error) {
    if (!isProviderError(error)) throw error;
    const todo = 'Составьте вид заново по описанию OpenAPI';
    return [{ level: 'error', pointer: '/settings', message: error.message, todo }];
  }
  const places = new Set(Object.values(type.message?.question.places ?? {}));
  const bare = [...path.matchAll(/\{([^{}]+)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !places.has(`path:${name}`));
  const strange = Object.entries(type.message?.question.places ?? {}).filter(
    ([, place]) => !/^(?:path|query|header|body):/.test(place),
  );
  const pointer = '/message/question/places';
  return [
    ...bare.map((name) => ({
      ...{ level: 'error' as const, pointer, message: `Часть адреса «{${name}}» заполнить нечем` },
      todo: 'Верните поле, которое её заполняет',
    })),
    ...strange.map(([field, place]) => ({
      ...{ level: 'error' as const, pointer: `${pointer}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}` },
      ...{ message: `Места «${place}» у запроса HTTP нет`, todo: 'Место – path:, query:, header: или body:' },
    })),
  ];
}
