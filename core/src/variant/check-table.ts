import type { ServiceVariant, VariantTable } from '@reglament/format';
import { formState } from '../form/form-state.ts';
import { ruleData } from '../rule/rule-context.ts';
import type { Json, JsonObject } from '../rule/value.ts';
import { isFact, type ProfileValue, rowFits, type VariantSource } from './profile.ts';

/** A circumstance with every value that it can have. */
export interface Domain {
  readonly item: string;
  readonly values: readonly ProfileValue[];
}

export type Combination = ReadonlyMap<string, ProfileValue>;

export interface TableCheck {
  /** Combinations that no row is for. */
  readonly gaps: readonly Combination[];
  /** Pairs of rows that are for the same combinations, with one of these; rows by their index. */
  readonly overlaps: readonly { readonly rows: readonly [number, number]; readonly at: Combination }[];
  /** Rows that are for no combination that there can be; by index. */
  readonly idle: readonly number[];
}

/** More combinations than a person could read a table of. */
export const mostCombinations = 2000;

/**
 * Every combination that the form lets a person answer, against every row. A question that the others hide has the value
 * null there. Undefined when there are too many combinations.
 */
export function checkTable(
  source: VariantSource & { readonly variants: VariantTable },
  domains: readonly Domain[],
): TableCheck | undefined {
  const { rows } = source.variants;
  const asked = domains.map((domain) => askedDomain(source, domain));
  const conditional = asked.some(({ values }) => values.includes(null));
  const classes = conditional ? asked : asked.map((domain) => valueClasses(domain, rows));
  if (classes.reduce((count, { values }) => count * values.length, 1) > mostCombinations) return undefined;
  const all = combinationsOf(classes).filter((one) => !conditional || canBe(source, one));
  const gaps: Combination[] = [];
  const overlaps = new Map<string, TableCheck['overlaps'][number]>();
  const used = new Set<number>();
  const otherwise = rows.findIndex((row) => row.when === undefined);
  for (const at of all) {
    const profile = new Map([...at].map(([item, value]) => [item, { value }]));
    const fitting = rows.flatMap((row, index) =>
      row.when !== undefined && rowFits(row, profile) === true ? [index] : [],
    );
    for (const index of fitting) used.add(index);
    const [first, second] = fitting;
    if (first === undefined && otherwise < 0) gaps.push(at);
    if (first === undefined) used.add(otherwise);
    else if (second !== undefined) {
      const key = `${first} ${second}`;
      if (!overlaps.has(key)) overlaps.set(key, { rows: [first, second], at });
    }
  }
  const idle = rows.flatMap((_row, index) => (used.has(index) ? [] : [index]));
  return { gaps, overlaps: [...overlaps.values()], idle };
}

/** A field that is not always asked may be without a value. */
function askedDomain({ form }: VariantSource, { item, values }: Domain): Domain {
  const section = form.sections.find(({ fields }) => fields.includes(item));
  const always = isFact(item) || (form.ui?.[item]?.visible === undefined && section?.visible === undefined);
  return { item, values: always ? values : [...values, null] };
}

/** One value for all that every row treats alike: a long dictionary counts as the few values that the table names. */
function valueClasses({ item, values }: Domain, rows: readonly ServiceVariant[]): Domain {
  const seen = new Map<string, ProfileValue>();
  for (const value of values) {
    const named = rows.map((row) => (row.when?.[item]?.includes(value) ? 1 : 0)).join('');
    if (!seen.has(named)) seen.set(named, value);
  }
  return { item, values: [...seen.values()] };
}

function combinationsOf(domains: readonly Domain[]): Combination[] {
  let all: [string, ProfileValue][][] = [[]];
  for (const { item, values } of domains) {
    all = all.flatMap((one) => values.map((value): [string, ProfileValue][] => [...one, [item, value]]));
  }
  return all.map((one) => new Map(one));
}

/** The form itself says which questions these answers hide; one that waits for other answers may be either way. */
function canBe({ form, rules }: VariantSource, at: Combination): boolean {
  const answers: Record<string, Json> = {};
  const applicant: Record<string, Json> = {};
  const facts: Record<string, Json> = { applicant };
  for (const [item, value] of at) {
    if (value === null) continue;
    if (item === 'case.applicant.kind') applicant.kind = value;
    else if (item === 'case.hasRepresentative') facts.hasRepresentative = value;
    else answers[item] = value;
  }
  const data = ruleData(answers as JsonObject, facts as JsonObject);
  const state = formState(form, { data, rules, today: '2000-01-01' });
  return [...at].every(([item, value]) => {
    if (isFact(item)) return true;
    return value === null ? !state.visibleFields.has(item) : !state.hiddenFields.has(item);
  });
}
