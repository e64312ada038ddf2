import type { JsonObject } from '@reglament/sdk';
import { type CallbackRoot, callbacksOf } from './callbacks.ts';
import { type Document, followed, isObject } from './document.ts';
import { jsonSchemaOf, wordsIn } from './media.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonObject;
  readonly description: string;
}

/** One thing that the provider can be asked. */
export interface Operation {
  /** `POST /plots/search`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  /** Of the JSON that is sent; none: nothing is. */
  readonly body?: { readonly schema: JsonObject; readonly required: boolean };
  /** Of the JSON that comes at once; none: it comes later, or there is none. */
  readonly answer?: JsonObject;
  /** Of what an operation that answers later says first. */
  readonly accepted?: JsonObject;
  /** Calls by which the provider brings the answer itself. */
  readonly callbacks: readonly CallbackRoot[];
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const places: ReadonlySet<unknown> = new Set(['path', 'query', 'header']);

/** @throws DocumentFault */
export function operationsOf(document: Document): Operation[] {
  const paths = document.content.paths;
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, value]) => {
    const item = followed(document, value);
    if (!isObject(item)) return [];
    return methods.flatMap((method) => {
      const operation = followed(document, item[method]);
      return isObject(operation) ? [read(document, { path, method, item, operation })] : [];
    });
  });
}

interface Found {
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

function read(document: Document, { path, method, item, operation }: Found): Operation {
  const key = `${method.toUpperCase()} ${path}`;
  const { operationId, summary, description } = operation;
  const body = followed(document, operation.requestBody);
  const schema = isObject(body) ? jsonSchemaOf(document, body) : undefined;
  const responses = isObject(operation.responses) ? operation.responses : {};
  const said = (...codes: string[]) => {
    for (const code of codes) {
      const response = followed(document, responses[code]);
      const found = isObject(response) ? jsonSchemaOf(document, response) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const [answer, accepted] = [said('200', '201', '2XX', 'default'), said('202')];
  return {
    ...{ key, path, method: method.toUpperCase(), name: wordsIn(operationId) || key },
    title: (wordsIn(summary) || wordsIn(description).split('\n')[0] || key).slice(0, 300),
    parameters: parametersOf(document, [item.parameters, operation.parameters]),
    ...(schema === undefined ? {} : { body: { schema, required: isObject(body) && body.required === true } }),
    ...(answer === undefined ||
    (accepted !== undefined && responses['200'] === undefined && responses['201'] === undefined)
      ? {}
      : { answer }),
    ...(accepted === undefined ? {} : { accepted }),
    callbacks: callbacksOf(document, key, operation),
  };
}

/** Those of the path, and the operation's own in their place. */
function parametersOf(document: Document, lists: readonly unknown[]): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const list of lists) {
    for (const value of Array.isArray(list) ? list : []) {
      const one = followed(document, value);
      if (!isObject(one) || typeof one.name !== 'string' || !places.has(one.in)) continue;
      const schema = followed(document, one.schema);
      found.set(`${one.in} ${one.name}`, {
        name: one.name,
        in: one.in as Parameter['in'],
        required: one.required === true || one.in === 'path',
        schema: { ...(isObject(schema) ? schema : {}), ...(one.example === undefined ? {} : { example: one.example }) },
        description: wordsIn(one.description),
      });
    }
  }
  return [...found.values()];
}
