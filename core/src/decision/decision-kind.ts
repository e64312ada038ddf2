import type { DecisionKind, DecisionSpec, RefusalGround, ServiceDefinition, ServiceVariant } from '@reglament/format';
import { groundsOfVariant } from '../variant/find-variant.ts';

/** Kinds that say no: 210-ФЗ speaks of them alike when an applicant comes again. */
const refusals: ReadonlySet<DecisionKind> = new Set(['refuse', 'reject']);

export function isRefusal(kind: DecisionKind): boolean {
  return refusals.has(kind);
}

/** @throws Error when the service has no such decision; the linter refuses a service whose workflow could make one */
export function decisionSpec(service: ServiceDefinition, kind: DecisionKind): DecisionSpec {
  const spec = service.decisions[kind];
  if (spec === undefined) throw new Error(`service ${service.code} has no decision ${kind}`);
  return spec;
}

/** The grounds that a decision of this kind may name: of a refusal those of the variant, of the others their own. */
export function groundsFor(
  service: ServiceDefinition,
  kind: DecisionKind,
  variant: ServiceVariant | undefined,
): readonly RefusalGround[] {
  if (kind === 'refuse') return groundsOfVariant(service.grounds ?? [], variant);
  return service.decisions[kind]?.grounds ?? [];
}
