import type { ServiceDefinition } from '@reglament/format';
import { CASE_FACTS } from '../rule/case-facts.ts';
import { titleOf } from '../rule/title.ts';
import type { Combination } from './check-table.ts';
import type { ProfileValue } from './profile.ts';

/** The values that the definition itself lists; undefined for a dictionary, which others keep, and for an open field. */
export function ownValues(service: ServiceDefinition, item: string): readonly ProfileValue[] | undefined {
  if (item === 'case.applicant.kind') return service.applicants;
  if (item === 'case.hasRepresentative') return [true, false];
  const { type, enum: listed, oneOf } = service.form.schema.properties[item] ?? {};
  if (type === 'boolean') return [true, false];
  if (listed !== undefined) return listed as ProfileValue[];
  return oneOf?.every((one) => one.const !== undefined) ? oneOf.map((one) => one.const as ProfileValue) : undefined;
}

/** A combination in the words of the form. */
export function combinationText(service: ServiceDefinition, combination: Combination): string {
  return [...combination]
    .map(([item, value]) => `${titleOfItem(service, item)}: ${titleOfValue(service, item, value)}`)
    .join('; ');
}

export function titleOfItem(service: ServiceDefinition, item: string): string {
  const title = service.form.schema.properties[item]?.title;
  return CASE_FACTS[item]?.title ?? (title === undefined ? item : titleOf(title, 'ru'));
}

export function titleOfValue(service: ServiceDefinition, item: string, value: ProfileValue): string {
  if (value === null) return 'вопрос не задаётся';
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  const choice = service.form.schema.properties[item]?.oneOf?.find((one) => one.const === value);
  return CASE_FACTS[item]?.values?.[String(value)] ?? choice?.title ?? String(value);
}
