import { createHash } from 'node:crypto';
import type { JsonSchema } from '@reglament/format';
import { compileUnused } from '../compile.ts';

/**
 * Fields that are known to compile, by a hash of their text: a step of the editor changes one of hundreds, and compiling all
 * of them took four fifths of the whole check.
 */
const sound = new Set<string>();
const MOST_SOUND = 20_000;

/** Why answers could not be checked by this schema, in the words of Ajv; undefined when it compiles. */
export function findCompileProblem(schema: JsonSchema): string | undefined {
  const { properties = {}, ...frame } = schema;
  const shared = JSON.stringify(schema.definitions ?? {});
  const keys = new Map(
    Object.entries(properties).map(([code, field]) => [code, keyOf(JSON.stringify(field) + shared)]),
  );
  const unknown = Object.fromEntries(Object.entries(properties).filter(([code]) => !sound.has(keys.get(code) ?? '')));
  const frameKey = keyOf(JSON.stringify(frame));
  if (Object.keys(unknown).length === 0 && sound.has(frameKey)) return undefined;
  try {
    compileUnused({ ...frame, properties: unknown });
  } catch (reason) {
    return reason instanceof Error ? reason.message : String(reason);
  }
  if (sound.size > MOST_SOUND) sound.clear();
  for (const key of [...keys.values(), frameKey]) sound.add(key);
  return undefined;
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
