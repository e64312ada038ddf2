import type { FormSchema, JsonSchema } from '@reglament/format';
import { compilePattern } from '../rule/pattern.ts';
import type { AnySchema } from '../rule/type-of-schema.ts';

/** The variants of a form's schema that validators see. Each is made once for a schema and is the same object ever after. */

const optional = new WeakMap<FormSchema, FormSchema>();
const interpreted = new WeakMap<AnySchema, JsonSchema>();

/**
 * Without the `required` lists of the form and of groups and rows inside it, since what is required is the answer of our
 * rules. `required` inside hand-written `if`, `then`, `oneOf`, `allOf` and the like stays.
 */
export function withoutRequired(schema: FormSchema): FormSchema {
  const known = optional.get(schema);
  if (known !== undefined) return known;
  const made = new Relaxation(schema).form();
  optional.set(schema, made);
  return made;
}

/** A definition that fields refer to is relaxed under a name of its own: a condition may refer to it as it stands. */
const RELAXED = ':relaxed';

class Relaxation {
  private readonly definitions: Record<string, JsonSchema>;
  private readonly schema: FormSchema;

  constructor(schema: FormSchema) {
    this.schema = schema;
    this.definitions = { ...schema.definitions };
  }

  form(): FormSchema {
    const { required: _required, ...rest } = this.schema;
    const properties = this.fields(this.schema.properties);
    const hasDefinitions = Object.keys(this.definitions).length > 0;
    return { ...rest, properties, ...(hasDefinitions ? { definitions: this.definitions } : {}) };
  }

  private fields(fields: Record<string, JsonSchema>): Record<string, JsonSchema> {
    return Object.fromEntries(Object.entries(fields).map(([code, field]) => [code, this.field(field)]));
  }

  private field(schema: JsonSchema): JsonSchema {
    const { required: _required, ...copy }: JsonSchema = schema;
    if (copy.$ref !== undefined) copy.$ref = this.reference(copy.$ref);
    if (copy.properties !== undefined) copy.properties = this.fields(copy.properties);
    if (copy.items !== undefined) copy.items = this.field(copy.items);
    return copy;
  }

  private reference(ref: string): string {
    const name = /^#\/definitions\/([^/]+)$/.exec(ref)?.[1];
    const target = name !== undefined && Object.hasOwn(this.definitions, name) ? this.definitions[name] : undefined;
    if (name === undefined || target === undefined) return ref;
    const relaxed = name + RELAXED;
    if (!Object.hasOwn(this.definitions, relaxed)) {
      // Entered before its body is made, so that a definition that refers to itself ends.
      this.definitions[relaxed] = {};
      this.definitions[relaxed] = this.field(target);
    }
    return `#/definitions/${relaxed}`;
  }
}

const PATTERN_FORMAT = 're2:';
const SINGLE = ['items', 'contains', 'if', 'then', 'else', 'not'] as const;
const LISTED = ['allOf', 'anyOf', 'oneOf'] as const;
const MAPPED = ['properties', 'definitions', 'dependentSchemas'] as const;

/**
 * For the interpreting validator of the browser, whose `pattern` would run on the browser's own engine: each `pattern`
 * becomes a `format` named after it, which `findInterpreterFormat` runs on RE2. So it keeps its place and its meaning,
 * also inside conditions.
 */
export function withoutPatterns(schema: AnySchema): JsonSchema {
  const known = interpreted.get(schema);
  if (known !== undefined) return known;
  const made = replacePatterns(schema);
  interpreted.set(schema, made);
  return made;
}

function replacePatterns(schema: JsonSchema): JsonSchema {
  const { pattern, ...copy } = schema;
  for (const key of SINGLE) {
    const child = copy[key];
    if (child !== undefined) copy[key] = replacePatterns(child);
  }
  for (const key of LISTED) {
    const list = copy[key];
    if (list !== undefined) copy[key] = list.map(replacePatterns);
  }
  for (const key of MAPPED) {
    const map = copy[key];
    if (map !== undefined) {
      copy[key] = Object.fromEntries(Object.entries(map).map(([name, child]) => [name, replacePatterns(child)]));
    }
  }
  if (pattern === undefined) return copy;
  return { ...copy, allOf: [...(copy.allOf ?? []), { format: PATTERN_FORMAT + pattern }] };
}

/** The pattern behind a format that `withoutPatterns` made; undefined for any other format. */
export function patternOfFormat(format: string): string | undefined {
  return format.startsWith(PATTERN_FORMAT) ? format.slice(PATTERN_FORMAT.length) : undefined;
}

/** Checkers for the formats that `withoutPatterns` made of this schema, to be given to the interpreting validator. */
export function patternFormats(schema: AnySchema): Record<string, (text: string) => boolean> {
  const found: Record<string, (text: string) => boolean> = {};
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const pattern = key === 'format' && typeof value === 'string' ? patternOfFormat(value) : undefined;
      if (pattern === undefined) visit(value);
      else found[PATTERN_FORMAT + pattern] = (text) => compilePattern(pattern).test(text);
    }
  };
  visit(withoutPatterns(schema));
  return found;
}
