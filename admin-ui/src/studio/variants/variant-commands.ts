import { type Combination, codeOfTitle, combinationText, type ProfileValue } from '@reglament/core/rules';
import type { ServiceDefinition, ServiceVariant, VariantTable } from '@reglament/format';
import { firstWords } from '../first-words.ts';
import { changeItem, cleaned, moveItem, type Part, removeItem } from '../list-commands.ts';

/** Pure commands of the table of variants: a service in, a service out. */

/** What the variants depend on. What is not asked any more is taken out of every row; with nothing left there is no table. */
export function setCircumstances(service: ServiceDefinition, by: readonly string[]): ServiceDefinition {
  if (by.length === 0) return cleaned<ServiceDefinition>({ ...service, variants: undefined });
  const rows = service.variants?.rows ?? [
    { code: codeOfTitle(firstWords.variant, new Set(), 'variant'), title: firstWords.variant },
  ];
  return withTable(service, {
    by: [...by],
    rows: rows.map((row) =>
      withWhen(
        row,
        Object.entries(row.when ?? {}).filter(([item]) => by.includes(item)),
      ),
    ),
  });
}

/** The values of one circumstance that a row is for; none: any. */
export function setValues(row: ServiceVariant, item: string, values: readonly ProfileValue[]): ServiceVariant {
  const others = Object.entries(row.when ?? {}).filter(([key]) => key !== item);
  return withWhen(row, values.length === 0 ? others : [...others, [item, [...values]]]);
}

/** For one combination, such as one that nothing was for; before the row that is for all the others. */
export function addVariant(service: ServiceDefinition, combination?: Combination): ServiceDefinition {
  const { variants } = service;
  if (variants === undefined) return service;
  const title = combination === undefined ? firstWords.variant : combinationText(service, combination);
  const code = codeOfTitle(firstWords.variant, new Set(variants.rows.map((row) => row.code)), 'variant');
  const when = [...(combination ?? [])].map(([item, value]): [string, ProfileValue[]] => [item, [value]]);
  const row = withWhen({ code, title }, when);
  const last = variants.rows.at(-1);
  const at =
    last !== undefined && last.when === undefined && combination !== undefined
      ? variants.rows.length - 1
      : variants.rows.length;
  return withTable(service, { ...variants, rows: variants.rows.toSpliced(at, 0, row) });
}

export function changeVariant(service: ServiceDefinition, code: string, part: Part<ServiceVariant>): ServiceDefinition {
  return withRows(service, (rows) => changeItem(rows, code, part));
}

export function moveVariant(service: ServiceDefinition, code: string, by: -1 | 1): ServiceDefinition {
  return withRows(service, (rows) => moveItem(rows, code, by));
}

/** Without rows there is no table. */
export function removeVariant(service: ServiceDefinition, code: string): ServiceDefinition {
  const after = withRows(service, (rows) => removeItem(rows, code));
  return after.variants?.rows.length === 0 ? cleaned<ServiceDefinition>({ ...after, variants: undefined }) : after;
}

function withRows(
  service: ServiceDefinition,
  change: (rows: readonly ServiceVariant[]) => ServiceVariant[],
): ServiceDefinition {
  const { variants } = service;
  return variants === undefined ? service : withTable(service, { ...variants, rows: change(variants.rows) });
}

function withTable(service: ServiceDefinition, variants: VariantTable): ServiceDefinition {
  return { ...service, variants };
}

function withWhen(row: ServiceVariant, when: readonly (readonly [string, ProfileValue[]])[]): ServiceVariant {
  const { when: _old, code, title, ...rest } = row;
  return { code, title, ...(when.length === 0 ? {} : { when: Object.fromEntries(when) }), ...rest } as ServiceVariant;
}
