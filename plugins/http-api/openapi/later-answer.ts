import type { DraftNote, JsonObject } from '@reglament/sdk';
import type { CallbackRoot } from './callbacks.ts';
import { type Document, followed, isObject, joined } from './document.ts';
import { DocumentFault } from './document-fault.ts';
import type { Operation } from './operations.ts';
import { merged } from './value-schema.ts';

/** How what comes later says how far it is. */
export interface Said {
  /** Where the answer says how far it is; none: whatever comes is the answer. */
  readonly state?: string;
  readonly ready?: readonly string[];
  readonly refused?: readonly string[];
  /** Where it says so in words. */
  readonly text?: string;
}

/** How an answer that comes later is fetched; without `state` 200 is an answer, 202 and 404 are none yet. */
export interface Poll extends Said {
  readonly path: string;
  /** Parameter of the path that the name of the question stands in. */
  readonly parameter: string;
  /** Where what was said first has that name. */
  readonly ticket: string;
}

/** How an answer is brought by the provider itself. */
export interface Callback extends Said {
  /** Where the question says the address: `body:/callbackUrl`, `query:…`, `header:…`. */
  readonly to: string;
  /** Where what was said first has the provider's name of the question, if it has one. */
  readonly ticket?: string;
}

interface Answering {
  readonly answer: JsonObject;
  readonly poll?: Poll;
  readonly callback?: Callback;
  readonly notes: readonly DraftNote[];
}

const readyWords = /^(?:done|ready|completed?|finished|success(?:ful)?|answered|ok)$/i;
const refusedWords = /^(?:failed|failure|error|rejected|refused|denied|not_?found)$/i;

/**
 * Of an operation that answers at once its own answer, otherwise that of the operation which is asked for it, or of the call that
 * brings it. @throws DocumentFault
 */
export function laterAnswer(
  document: Document,
  operation: Operation,
  later: Operation | CallbackRoot | undefined,
): Answering {
  if (later !== undefined && 'schema' in later) return broughtAnswer(document, operation, later);
  if (later === undefined) {
    if (operation.answer !== undefined) return { answer: merged(document, operation.answer), notes: [] };
    const hint =
      operation.accepted === undefined
        ? 'ответа JSON у неё нет'
        : 'ответ приходит позже: назовите операцию, которая его отдаёт';
    throw new DocumentFault('noAnswer', operation.key, `Что отвечает «${operation.key}», не видно – ${hint}`);
  }
  const [parameter, ...others] = later.parameters.filter((one) => one.in === 'path');
  if (later.method !== 'GET' || parameter === undefined || others.length > 0 || later.answer === undefined) {
    throw new DocumentFault(
      'noAnswer',
      later.key,
      `«${later.key}» не годится для ответа: нужна операция GET с одним параметром в пути и ответом JSON`,
    );
  }
  const ticket = ticketIn(document, operation, parameter.name);
  const answer = merged(document, later.answer);
  const state = stateIn(document, answer);
  const poll: Poll = { path: later.path, parameter: parameter.name, ticket, ...state };
  const message = `Ответ спрашивают «${later.key}»: имя запроса – «${ticket}» первого ответа${wordsOf(state)}`;
  return { answer, poll, notes: [{ level: 'info', code: 'poll', place: later.key, message }] };
}

/** @throws DocumentFault */
function broughtAnswer(document: Document, operation: Operation, { key, to, schema }: CallbackRoot): Answering {
  if (to === undefined) {
    throw new DocumentFault(
      'noAddress',
      key,
      `Куда «${key}» звонит, не видно: нужно место запроса, например {$request.body#/callbackUrl}`,
    );
  }
  const answer = merged(document, schema);
  const state = stateIn(document, answer);
  const first = merged(document, operation.accepted ?? operation.answer ?? {});
  const id = Object.keys(isObject(first.properties) ? first.properties : {}).find((name) =>
    /(?:^|_)id$|Id$/.test(name),
  );
  const callback: Callback = { to, ...(id === undefined ? {} : { ticket: joined('', id) }), ...state };
  const message = `Ответ поставщик приносит сам, адрес для него система ставит в «${to}»${wordsOf(state)}`;
  return { answer, callback, notes: [{ level: 'info', code: 'callback', place: key, message }] };
}

function wordsOf({ state, ready = [] }: Said): string {
  return state === undefined ? '' : `, состояние – «${state}», готово при: ${ready.join(', ')}`;
}

/** @throws DocumentFault */
function ticketIn(document: Document, { key, accepted, answer }: Operation, parameter: string): string {
  const schema = merged(document, accepted ?? answer ?? {});
  const names = Object.keys(isObject(schema.properties) ? schema.properties : {});
  const found =
    names.find((name) => name === parameter) ?? names.find((name) => /(?:^|_)id$|Id$/.test(name)) ?? names[0];
  if (found === undefined || (names.length > 1 && found === names[0] && !/id/i.test(found))) {
    throw new DocumentFault('noTicket', key, `В первом ответе «${key}» не видно, под каким именем спрашивать дальше`);
  }
  return joined('', found);
}

function stateIn(document: Document, answer: JsonObject): Said {
  const properties = isObject(answer.properties) ? answer.properties : {};
  const name = Object.keys(properties).find((one) => /^(?:status|state)$/i.test(one));
  if (name === undefined) return {};
  const schema = followed(document, properties[name]);
  const words = isObject(schema) && Array.isArray(schema.enum) ? schema.enum.map(String) : [];
  const ready = words.filter((word) => readyWords.test(word));
  const text = Object.keys(properties).find((one) => /^(?:message|detail|description|reason|comment)$/i.test(one));
  return {
    state: joined('', name),
    ready: ready.length > 0 ? ready : ['done'],
    refused: words.filter((word) => refusedWords.test(word)),
    ...(text === undefined ? {} : { text: joined('', text) }),
  };
}
