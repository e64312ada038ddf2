import { isFact, ownValues, type ProfileValue, titleOfItem, titleOfValue } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';

/** What a variant may depend on: fields with a closed list of answers, who applies, whether by a representative. */
export function possibleCircumstances(service: ServiceDefinition): { value: string; label: string }[] {
  const fields = service.form.sections.flatMap(({ fields: own }) => own);
  const closed = fields.filter(
    (field) => ownValues(service, field) !== undefined || service.form.ui?.[field]?.dictionary !== undefined,
  );
  const items = ['case.applicant.kind', 'case.hasRepresentative', ...closed];
  // One that is named and is no more stays visible, so that it can be taken out.
  const lost = (service.variants?.by ?? []).filter((item) => !items.includes(item));
  return [...items, ...lost].map((item) => ({ value: item, label: titleOfItem(service, item) }));
}

export interface ValueChoice {
  readonly key: string;
  readonly value: ProfileValue;
  readonly label: string;
}

/** The values that a row can be for. Of a dictionary: those that rows name already; its others are written by their code. */
export function valueChoices(service: ServiceDefinition, item: string): ValueChoice[] {
  const own = ownValues(service, item) ?? [];
  const named = (service.variants?.rows ?? []).flatMap((row) => row.when?.[item] ?? []);
  const all: ProfileValue[] = [...new Set<ProfileValue>([...own, ...(named as ProfileValue[])])];
  if (!isFact(item) && !all.includes(null)) all.push(null);
  return all.map((value) => ({ key: JSON.stringify(value), value, label: titleOfValue(service, item, value) }));
}
