/** What a request is about, so that several of one kind are told apart in a list. Pure. */
import type { FormDefinition, Title } from '@reglament/format';
import { titleOf } from '../rule/title.ts';

const MOST_FIELDS = 2;
const MOST_LETTERS = 200;

interface Choice {
  readonly const?: unknown;
  readonly title?: Title;
}

function textOf(schema: unknown, value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const { oneOf } = schema as { oneOf?: readonly Choice[] };
  const chosen = oneOf?.find((choice) => choice.const === value);
  return chosen?.title === undefined ? value.trim() : titleOf(chosen.title, 'ru');
}

/** What the body says of itself is the same in all of its requests. */
function isOfBody({ ui }: FormDefinition, field: string): boolean {
  return (ui?.[field]?.fromBody ?? ui?.[field]?.bodyIdentifier) !== undefined;
}

/** The first fields of the question that are filled in, in their order on the screen; null: nothing that is short to say. */
export function aboutOf(form: FormDefinition, question: Readonly<Record<string, unknown>>): string | null {
  const places = form.sections.flatMap(({ fields }) => fields).filter((place) => !isOfBody(form, place));
  const said: string[] = [];
  for (const place of places) {
    const text = textOf(form.schema.properties[place] ?? {}, question[place]);
    if (text !== undefined) said.push(text);
    if (said.length === MOST_FIELDS) break;
  }
  const whole = said.join('; ');
  if (whole === '') return null;
  return whole.length > MOST_LETTERS ? `${whole.slice(0, MOST_LETTERS - 1)}…` : whole;
}
