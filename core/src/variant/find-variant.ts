import type { ServiceVariant } from '@reglament/format';
import type { RuleContext } from '../rule/rule-context.ts';
import { readProfile, rowFits, type VariantSource } from './profile.ts';

export type VariantState =
  /** The service has no variants. */
  | { readonly status: 'none' }
  | { readonly status: 'found'; readonly variant: ServiceVariant }
  /** The fields (or facts of the case) whose answers decide. */
  | { readonly status: 'undecided'; readonly missing: readonly string[] }
  /** No row is for these circumstances, or several are: a fault of the table, such as an entry new in a dictionary. */
  | { readonly status: 'uncovered' };

/** The variant that these answers lead to. The same function for the browser that shows it and the server that pins it. */
export function findVariant(source: VariantSource, context: RuleContext): VariantState {
  const rows = source.variants?.rows ?? [];
  if (rows.length === 0) return { status: 'none' };
  const profile = readProfile(source, context);
  const special = rows.filter((row) => row.when !== undefined);
  const fitting = special.filter((row) => rowFits(row, profile) === true);
  const [first, second] = fitting;
  if (second !== undefined) return { status: 'uncovered' };
  const possible = special.filter((row) => rowFits(row, profile) === 'unknown');
  // Rows of a sound table exclude one another: where one fits, no other can.
  if (first === undefined && possible.length > 0) {
    return { status: 'undecided', missing: missingOf(possible, profile) };
  }
  const variant = first ?? rows.find((row) => row.when === undefined);
  return variant === undefined ? { status: 'uncovered' } : { status: 'found', variant };
}

function missingOf(rows: readonly ServiceVariant[], profile: ReturnType<typeof readProfile>): string[] {
  const items = new Set(rows.flatMap((row) => Object.keys(row.when ?? {})));
  const missing = [...items].flatMap((item) => {
    const known = profile.get(item);
    return known !== undefined && 'missing' in known ? known.missing : [];
  });
  return [...new Set(missing)];
}

/** The row of this code, as an application keeps it. */
export function variantByCode(source: VariantSource, code: string | null): ServiceVariant | undefined {
  return code === null ? undefined : source.variants?.rows.find((row) => row.code === code);
}

interface DocumentLike {
  readonly code: string;
  readonly needed?: unknown;
}

/**
 * The papers of a variant, with what it demands beyond the papers' own conditions. While the variant is not decided:
 * those that every variant has.
 */
export function documentsOfVariant<Document extends DocumentLike>(
  documents: readonly Document[],
  source: VariantSource,
  state: VariantState,
): readonly Document[] {
  if (state.status === 'none') return documents;
  const rows = state.status === 'found' ? [state.variant] : (source.variants?.rows ?? []);
  return documents.flatMap((document) => {
    const places = rows.map((row) => placeOf(document.code, row));
    if (places.some((place) => place === 'absent')) return [];
    return [places.every((place) => place === 'needed') ? { ...document, needed: true } : document];
  });
}

function placeOf(code: string, row: ServiceVariant): 'absent' | 'listed' | 'needed' {
  if (row.documents === undefined) return 'listed';
  const listed = row.documents.find((one) => one.code === code);
  if (listed === undefined) return 'absent';
  return listed.needed ? 'needed' : 'listed';
}

interface Coded {
  readonly code: string;
}

/** The grounds of refusal that a variant allows; all of the service's, where it names none of its own. */
export function groundsOfVariant<Ground extends Coded>(
  grounds: readonly Ground[],
  variant: Pick<ServiceVariant, 'grounds'> | undefined,
): readonly Ground[] {
  const own = variant?.grounds;
  return own === undefined ? grounds : grounds.filter(({ code }) => own.includes(code));
}

/** What may be asked in a variant; all of the service's requests, where it names none of its own. */
export function requestsOfVariant<Request extends Coded>(
  requests: readonly Request[],
  variant: Pick<ServiceVariant, 'requests'> | undefined,
): readonly Request[] {
  const own = variant?.requests;
  return own === undefined ? requests : requests.filter(({ code }) => own.includes(code));
}
