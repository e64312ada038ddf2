import { parsePointer } from '../form/schema-walk.ts';
import { readPath } from '../rule/path.ts';
import { type JsonObject, sameValue } from '../rule/value.ts';

/** Pointer in a question → paths in the application. */
export type Origins = Readonly<Record<string, readonly string[]>>;

/** Of what was filled by the mapping, the part that still stands: what a person has written over is theirs. */
export function keptOrigins(origins: Origins, filled: JsonObject, question: JsonObject): Origins {
  const at = (data: JsonObject, pointer: string) => readPath(data, parsePointer(pointer)) ?? null;
  return Object.fromEntries(
    Object.entries(origins).filter(([pointer]) => sameValue(at(filled, pointer), at(question, pointer))),
  );
}
