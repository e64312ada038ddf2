import type { JsonObject } from '@reglament/sdk';
import { at, type Document, followed, isObject, joined } from './document.ts';

/** What the JSON of a body or of a response looks like; undefined: there is none. @throws DocumentFault */
export function jsonSchemaOf(document: Document, { content }: JsonObject): JsonObject | undefined {
  const entry = Object.entries(isObject(content) ? content : {}).find(([type]) =>
    /^application\/(?:.+\+)?json\b/.test(type),
  );
  if (entry === undefined) return undefined;
  const schema = followed(document, at(entry[1], joined('', 'schema')));
  return isObject(schema) ? schema : undefined;
}

export function wordsIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
