import type { FormDefinition, JsonSchema, Title } from '@reglament/format';
import { MONEY_MARK } from '../rule/phrase/value-text.ts';
import { type Locale, titleOf } from '../rule/title.ts';
import { findField } from './schema-walk.ts';

export interface DictionaryTitles {
  readonly code: string;
  readonly entries: readonly { readonly code: string; readonly title: Title }[];
}

const MAX_DEPTH = 12;

/**
 * Titles for `label`, `explain` and messages: of fields by path (`plots.area`), of chosen values by `path=value`, from the
 * schema and from the dictionaries that fields name.
 */
export function labelsOf(
  form: FormDefinition,
  dictionaries: readonly DictionaryTitles[] = [],
  locale: Locale = 'ru',
): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const code of Object.keys(form.schema.properties)) {
    addField(findField(form.schema, code, form.schema), { path: code, form, depth: 1 }, labels);
  }
  for (const [field, ui] of Object.entries(form.ui ?? {})) {
    if (ui.widget === 'money') labels[field + MONEY_MARK] = 'kopecks';
    const dictionary = dictionaries.find(({ code }) => code === ui.dictionary);
    for (const entry of dictionary?.entries ?? []) labels[`${field}=${entry.code}`] = titleOf(entry.title, locale);
  }
  return labels;
}

interface Place {
  readonly path: string;
  readonly form: FormDefinition;
  readonly depth: number;
}

/** Rows of a list carry the path of the list: `plots.area`. */
function addField(schema: JsonSchema | undefined, place: Place, labels: Record<string, string>): void {
  if (schema === undefined || place.depth > MAX_DEPTH) return;
  if (schema.title !== undefined && !Object.hasOwn(labels, place.path)) labels[place.path] = schema.title;
  for (const choice of schema.oneOf ?? schema.anyOf ?? []) {
    if (choice.const !== undefined && choice.title !== undefined) {
      labels[`${place.path}=${String(choice.const)}`] = choice.title;
    }
  }
  for (const key of Object.keys(schema.properties ?? {})) {
    const inner = { ...place, path: `${place.path}.${key}`, depth: place.depth + 1 };
    addField(findField(schema, key, place.form.schema), inner, labels);
  }
  if (schema.items === undefined) return;
  const item = findField({ properties: { item: schema.items } }, 'item', place.form.schema);
  addField(item, { ...place, depth: place.depth + 1 }, labels);
}
