import { type Finding, hasErrors } from './finding.ts';
import { limits } from './limits.ts';
import { lintDecisions } from './lint/decisions.ts';
import { lintDuty } from './lint/duty.ts';
import { lintForm } from './lint/form.ts';
import { lintFormRules } from './lint/form-rules.ts';
import { type FindKind, type Known, noKinds } from './lint/known.ts';
import { lintNames } from './lint/names.ts';
import { type AnyDefinition, formsOf } from './lint/places.ts';
import { lintProcedures } from './lint/procedures.ts';
import { lintReferences } from './lint/references.ts';
import { lintRetention } from './lint/retention.ts';
import { lintRules } from './lint/rules.ts';
import { lintSigning } from './lint/signing.ts';
import { lintShape } from './lint/structure.ts';
import { lintTemplates } from './lint/templates.ts';
import { lintToFill } from './lint/to-fill.ts';
import { lintVariants } from './lint/variants.ts';
import { lintWorkflow } from './lint/workflow.ts';

/** One linter for the editor, for publishing and for the command line: errors first, then by place. */
export function lintDefinition(content: unknown, known: Known, findKind: FindKind = noKinds): Finding[] {
  const { findings, definition } = lintShape(content);
  if (definition === undefined) return ordered(findings);
  const names = lintNames(definition);
  // With a name that clashes the other groups would speak of the wrong thing.
  return ordered([...findings, ...names, ...(hasErrors(names) ? [] : groupFindings(definition, known, findKind))]);
}

function groupFindings(definition: AnyDefinition, known: Known, findKind: FindKind): Finding[] {
  const rules = definition.kind === 'service' ? (definition.rules ?? {}) : {};
  return [
    ...formsOf(definition).flatMap((place) => [...lintForm(place, known), ...lintFormRules(place, rules)]),
    ...lintRules(definition),
    ...(definition.kind === 'workflow' ? lintWorkflow(definition) : []),
    ...(definition.kind === 'service' ? lintTemplates(definition) : []),
    ...(definition.kind === 'service' ? lintToFill(definition) : []),
    ...(definition.kind === 'service' ? lintDecisions(definition, known) : []),
    ...(definition.kind === 'service' ? lintSigning(definition, known) : []),
    ...(definition.kind === 'service' ? lintDuty(definition, known) : []),
    ...(definition.kind === 'service' || definition.kind === 'workplace' ? lintRetention(definition) : []),
    ...(definition.kind === 'service' ? lintVariants(definition, known) : []),
    ...(definition.kind === 'service' ? lintProcedures(definition, known) : []),
    ...lintReferences(definition, known, findKind),
  ];
}

const weights = { error: 0, warning: 1, info: 2 } as const;

function ordered(findings: readonly Finding[]): Finding[] {
  return findings
    .toSorted((one, other) => weights[one.level] - weights[other.level] || compare(one.pointer, other.pointer))
    .slice(0, limits.findings);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
