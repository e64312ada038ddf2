import type { FormDefinition } from '@reglament/format';
import { titleOf } from '../rule/title.ts';

type Labels = Record<string, Record<string, string>>;

interface ChoiceSchema {
  oneOf?: readonly { const?: unknown; title?: string }[];
  properties?: Readonly<Record<string, unknown>>;
  items?: unknown;
}

export interface DictionaryEntries {
  code: string;
  entries: readonly { code: string; title: Parameters<typeof titleOf>[0] }[];
}

/**
 * Titles of the codes that a form's answers hold, by placeholder path (`answers.purpose`, `answers.objects[].kind`):
 * from `oneOf: [{const, title}]` of the schema and from the dictionaries that fields name.
 */
export function formLabels(form: FormDefinition, dictionaries: readonly DictionaryEntries[]): Labels {
  const labels: Labels = {};
  collect(form.schema, 'answers', labels);
  for (const [field, ui] of Object.entries(form.ui ?? {})) {
    const dictionary = dictionaries.find(({ code }) => code === ui.dictionary);
    if (!dictionary) continue;
    const titles = dictionary.entries.map((entry) => [entry.code, titleOf(entry.title, 'ru')] as const);
    labels[`answers.${field}`] = Object.fromEntries(titles);
  }
  return labels;
}

function collect(schema: unknown, path: string, labels: Labels): void {
  if (schema === null || typeof schema !== 'object') return;
  const { oneOf, properties, items } = schema as ChoiceSchema;
  const titled = (oneOf ?? []).filter((one) => one.const !== undefined && typeof one.title === 'string');
  // A list of choices is printed by the path of the list itself: {{answers.uses|title}}.
  const place = path.endsWith('[]') ? [path, path.slice(0, -2)] : [path];
  if (titled.length > 0) {
    for (const one of place) labels[one] = Object.fromEntries(titled.map((c) => [String(c.const), c.title ?? '']));
  }
  for (const [key, one] of Object.entries(properties ?? {})) collect(one, `${path}.${key}`, labels);
  if (items !== undefined) collect(items, `${path}[]`, labels);
}
