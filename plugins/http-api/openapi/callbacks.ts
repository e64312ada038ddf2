import type { JsonObject } from '@reglament/sdk';
import { type Document, followed, isObject } from './document.ts';
import { jsonSchemaOf, wordsIn } from './media.ts';

/** A call of the provider that an operation promises: it brings the answer by itself. */
export interface CallbackRoot {
  /** `POST /extracts/{kind} → extractReady`. */
  readonly key: string;
  readonly name: string;
  readonly title: string;
  /** Where the question says the address, as places of a question are written; none: at the place that is told by hand. */
  readonly to: string | undefined;
  readonly schema: JsonObject;
}

/** Those of one operation. @throws DocumentFault */
export function callbacksOf(document: Document, key: string, { callbacks }: JsonObject): CallbackRoot[] {
  return Object.entries(isObject(callbacks) ? callbacks : {}).flatMap(([name, value]) => {
    const calls = followed(document, value);
    return Object.entries(isObject(calls) ? calls : {}).flatMap(([expression, item]) => {
      const call = isObject(item) ? followed(document, item.post ?? item.put) : undefined;
      const body = isObject(call) ? followed(document, call.requestBody) : undefined;
      const schema = isObject(body) ? jsonSchemaOf(document, body) : undefined;
      if (!isObject(call) || schema === undefined) return [];
      const title = wordsIn(call.summary) || wordsIn(call.description).split('\n')[0] || name;
      return [{ key: `${key} → ${name}`, name, title: title.slice(0, 300), to: placeOf(expression), schema }];
    });
  });
}

/** A runtime expression of OpenAPI that is nothing but a place of the request. */
function placeOf(expression: string): string | undefined {
  const [, body, query, header] =
    /^\{\$request\.(?:body#(\/[^{}]+)|query\.([^{}]+)|header\.([^{}]+))\}$/.exec(expression) ?? [];
  if (body !== undefined) return `body:${body}`;
  if (query !== undefined) return `query:${query}`;
  return header === undefined ? undefined : `header:${header}`;
}
