import type { FormSchema } from '@reglament/format';
import { readPath } from '../rule/path.ts';
import type { JsonObject } from '../rule/value.ts';
import { patternOfFormat } from './schema-variant.ts';
import { parsePointer } from './schema-walk.ts';

/** What a validator of JSON Schema found, in one form for Ajv and for the interpreter of the browser. */
export interface SchemaError {
  /** JSON pointer into the answers. */
  readonly pointer: string;
  readonly keyword: string;
  /** As Ajv names them: `limit`, `missingProperty`, `additionalProperty`, `format`, `type`, `multipleOf`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** JSON pointer into the schema, with `#`. */
  readonly schemaPath: string;
}

/** The validator of one schema over one set of answers: Ajv on the server, an interpreter in the browser. */
export type Validate = (schema: FormSchema, data: JsonObject) => readonly SchemaError[];

interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly schemaPath: string;
}

export function fromAjv(errors: readonly AjvError[] | null | undefined): SchemaError[] {
  return (errors ?? []).map(({ instancePath, keyword, params, schemaPath }) => ({
    pointer: instancePath,
    keyword,
    params,
    schemaPath,
  }));
}

interface InterpreterUnit {
  readonly keyword: string;
  readonly keywordLocation: string;
  readonly instanceLocation: string;
}

/** Keywords by which the interpreter only says that something beneath failed. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'properties',
  'items',
  '$ref',
  'allOf',
  'if',
  'dependentSchemas',
  'additionalProperties',
]);

/**
 * Errors of `@cfworker/json-schema`, which carry no parameters: they are read back from the schema. `schema` is the one
 * that the interpreter was given, `data` what it looked at.
 */
export function fromInterpreter(
  units: readonly InterpreterUnit[],
  { schema, data }: { schema: unknown; data: unknown },
): SchemaError[] {
  const errors: SchemaError[] = [];
  const seen = new Set<string>();
  for (const unit of units) {
    const place = `${unit.instanceLocation} ${unit.keywordLocation} ${unit.keyword}`;
    if (WRAPPERS.has(unit.keyword) || seen.has(place)) continue;
    seen.add(place);
    errors.push(...translate(unit, { schema, data }));
  }
  return errors;
}

function translate(unit: InterpreterUnit, { schema, data }: { schema: unknown; data: unknown }): SchemaError[] {
  const pointer = decodeURI(unit.instanceLocation.slice(1));
  const base = { pointer, keyword: unit.keyword, schemaPath: unit.keywordLocation };
  const setting = readSchema(schema, unit.keywordLocation);
  switch (unit.keyword) {
    case 'false': {
      const segments = parsePointer(pointer);
      const parent = pointer.slice(0, pointer.lastIndexOf('/'));
      const params = { additionalProperty: segments.at(-1) };
      return [{ ...base, pointer: parent, keyword: 'additionalProperties', params }];
    }
    case 'required': {
      const instance = readPath(data, parsePointer(pointer));
      const missing = (Array.isArray(setting) ? setting : []).filter((name) => !hasOwn(instance, String(name)));
      return missing.map((missingProperty) => ({ ...base, params: { missingProperty } }));
    }
    case 'format': {
      const pattern = patternOfFormat(String(setting));
      if (pattern === undefined) return [{ ...base, params: { format: setting } }];
      return [{ ...base, keyword: 'pattern', params: { pattern } }];
    }
    default:
      return [{ ...base, params: { limit: setting, [unit.keyword]: setting } }];
  }
}

function hasOwn(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

/** The value of the keyword at a location such as `#/properties/a/$ref/minLength`; a reference leads to its definition. */
function readSchema(root: unknown, location: string): unknown {
  let current: unknown = root;
  for (const segment of parsePointer(location.slice(1))) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    const next: unknown = (current as Record<string, unknown>)[segment];
    const isReference = segment === '$ref' && typeof next === 'string';
    current = isReference ? readPath(root, parsePointer(next.slice(1))) : next;
  }
  return current;
}
