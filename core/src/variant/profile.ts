import type { ServiceDefinition, ServiceVariant, VariantTable } from '@reglament/format';
import { formState } from '../form/form-state.ts';
import { readPath } from '../rule/path.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { isAnswered } from '../rule/value.ts';

/** A value of a circumstance; null: the question is not asked. */
export type ProfileValue = string | number | boolean | null;

/** What a table of variants stands on, for the server's definition and for the browser's view of it alike. */
export interface VariantSource extends Pick<ServiceDefinition, 'form'> {
  readonly rules?: RuleContext['rules'];
  readonly variants?: VariantTable | null | undefined;
}

/** A value, or the fields that have to be answered before there is one. */
export type Circumstance = { readonly value: ProfileValue } | { readonly missing: readonly string[] };

export function isFact(item: string): boolean {
  return item.startsWith('case.');
}

/** The circumstances of an application, by the names of the table. An untouched checkbox is a «no», as in rules. */
export function readProfile(
  { form, variants }: VariantSource,
  context: RuleContext,
): ReadonlyMap<string, Circumstance> {
  const state = formState(form, context);
  const fieldOf = (field: string): Circumstance => {
    if (state.hiddenFields.has(field)) return { value: null };
    if (!state.visibleFields.has(field)) {
      return { missing: state.undecided.find((one) => one.field === field)?.missing ?? [field] };
    }
    const answer = state.context.data[field];
    if (isAnswered(answer)) return { value: answer as ProfileValue };
    return form.schema.properties[field]?.type === 'boolean' ? { value: false } : { missing: [field] };
  };
  const factOf = (path: string): Circumstance => {
    const value = readPath(context.data, path.split('.'));
    return value === undefined || value === null ? { missing: [path] } : { value: value as ProfileValue };
  };
  return new Map((variants?.by ?? []).map((item) => [item, isFact(item) ? factOf(item) : fieldOf(item)]));
}

/** Whether a row of the table is for these circumstances; `unknown` while an answer that decides is missing. */
export function rowFits(row: ServiceVariant, profile: ReadonlyMap<string, Circumstance>): boolean | 'unknown' {
  let verdict: boolean | 'unknown' = true;
  for (const [item, values] of Object.entries(row.when ?? {})) {
    const known = profile.get(item);
    if (known === undefined || 'missing' in known) verdict = 'unknown';
    else if (!values.includes(known.value)) return false;
  }
  return verdict;
}
