/** Groups that nobody has to fill in: nothing in one is demanded until it is begun. The check of the server, for the marks. */
import { isAnswered } from '@reglament/core/rules';
import type { FormDefinition, JsonSchema } from '@reglament/format';
import type { Answers } from './answers.ts';

export interface OptionalGroups {
  /** Pointers of those without an answer; what stands inside of one is not looked at. */
  readonly quiet: ReadonlySet<string>;
  readonly begun: ReadonlySet<string>;
}

export function optionalGroups(form: FormDefinition, answers: Answers, demanded: ReadonlySet<string>): OptionalGroups {
  const found = { quiet: new Set<string>(), begun: new Set<string>() };
  const { properties } = form.schema;
  for (const [code, schema] of Object.entries(properties)) {
    look(found, { schema, value: answers[code], pointer: `/${code}`, demanded: demanded.has(code) });
  }
  return found;
}

interface Place {
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly pointer: string;
  readonly demanded: boolean;
}

type Found = { readonly [Kind in keyof OptionalGroups]: Set<string> };

function look(found: Found, { schema, value, pointer, demanded }: Place): void {
  if (Array.isArray(value) && schema.items?.properties !== undefined) {
    const { items } = schema;
    // A row is there because somebody has added it: it is to be filled in.
    value.forEach((row, index) => {
      look(found, { schema: items, value: row, pointer: `${pointer}/${index}`, demanded: true });
    });
    return;
  }
  if (schema.properties === undefined) return;
  if (!demanded) {
    const begun = isAnswered(value);
    found[begun ? 'begun' : 'quiet'].add(pointer);
    if (!begun) return;
  }
  const values = typeof value === 'object' && value !== null ? (value as Answers) : {};
  for (const [code, inner] of Object.entries(schema.properties)) {
    const required = schema.required?.includes(code) ?? false;
    look(found, { schema: inner, value: values[code], pointer: `${pointer}/${code}`, demanded: required });
  }
}

/** Whether a question stands inside of a group that nobody has begun. */
export function isQuiet({ quiet }: OptionalGroups, path: readonly (string | number)[]): boolean {
  if (quiet.size === 0) return false;
  return path.some((_part, index) => index > 0 && quiet.has(`/${path.slice(0, index).join('/')}`));
}

/** The answers without one of them. */
export function withoutAnswer(answers: Answers, [first, ...rest]: readonly (string | number)[]): Answers {
  if (first === undefined) return answers;
  const inner = answers[first];
  if (rest.length === 0) {
    const { [first]: _gone, ...others } = answers;
    return others;
  }
  if (Array.isArray(inner)) {
    const [index, ...deeper] = rest;
    return {
      ...answers,
      [first]: inner.map((row, at) => (at === index ? withoutAnswer(row as Answers, deeper) : row)),
    };
  }
  if (typeof inner !== 'object' || inner === null) return answers;
  return { ...answers, [first]: withoutAnswer(inner as Answers, rest) };
}
