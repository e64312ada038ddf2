/** Two records of one applicant, field by field. Pure. */
import type { ApplicantData } from '../api.ts';
import { applicantForm } from './applicant-form.ts';

export type Side = 'kept' | 'merged';

export interface DifferingField {
  readonly field: string;
  readonly kept: unknown;
  readonly merged: unknown;
}

const empty = (value: unknown) => value === undefined || value === null || value === '';

/** A value whatever the order of what is in it. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : one,
  ) ?? '';

/** What is to be chosen, in the order of the card. A passport is one thing: half of each would be nobody's. */
export function differingFields(kept: ApplicantData, merged: ApplicantData): DifferingField[] {
  const [left, right] = [kept as Record<string, unknown>, merged as Record<string, unknown>];
  const fields = Object.keys(applicantForm(kept.kind).schema.properties ?? {});
  return fields
    .filter((field) => !(empty(left[field]) && empty(right[field])) && plain(left[field]) !== plain(right[field]))
    .map((field) => ({ field, kept: left[field], merged: right[field] }));
}

/** What the record that stays says is offered, and what only the other one knows. */
export function offeredSide({ kept }: DifferingField): Side {
  return empty(kept) ? 'merged' : 'kept';
}

export function chosenData(
  kept: ApplicantData,
  fields: readonly DifferingField[],
  sideOf: (field: DifferingField) => Side,
): ApplicantData {
  const taken = Object.fromEntries(fields.map((one) => [one.field, one[sideOf(one)]]));
  const data = Object.entries({ ...kept, ...taken }).filter(([, value]) => !empty(value));
  return { ...Object.fromEntries(data), kind: kept.kind };
}
