import type { NewerVersion } from '../api.gen.ts';
import { compareDefinitions } from '../definition/compare/compare.ts';
import { validateAnswers } from '../definition/compile.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { type Reconciled, reconcileAnswers } from '../form/reconcile.ts';
import { type CaseParts, contextOf, ruleContext } from './case-context.ts';
import type { WorkflowContext } from './facts.ts';
import { latestPinned, type Pinned, type PinnedIds } from './pinned.ts';

/** The versions in force, and what would become of a draft's answers under them. */
export interface Offer {
  readonly pinned: Pinned;
  readonly ids: PinnedIds;
  readonly reconciled: Reconciled;
}

/** What is offered to a draft that stands on an older version; undefined for what is registered, and when it has the newest. */
export function findOffer(
  definitions: DefinitionStore,
  parts: CaseParts & { readonly record: PinnedIds & { readonly serviceCode: string } },
  context: WorkflowContext,
): Offer | undefined {
  const { record } = parts;
  if (record.phase !== 'draft') return undefined;
  const { pinned, ids } = latestPinned(definitions, record.serviceCode);
  const isNewest =
    ids.serviceVersionId === record.serviceVersionId && ids.workflowVersionId === record.workflowVersionId;
  if (isNewest) return undefined;
  const reconciled = reconcileAnswers({
    before: { form: parts.pinned.service.form, context: ruleContext(context) },
    after: { form: pinned.service.form, context: ruleContext(contextOf({ ...parts, pinned })) },
    answers: record.answers,
    validate: validateAnswers,
  });
  return { pinned, ids, reconciled };
}

/** More changes than a person reads. */
const mostChanges = 100;

/** The offer as the card shows it. */
export function viewOfOffer(before: Pinned, { pinned, reconciled }: Offer): NewerVersion {
  const changes = [
    ...compareDefinitions(before.service, pinned.service),
    // Of another workflow the change of the service has told.
    ...(before.workflow.code === pinned.workflow.code ? compareDefinitions(before.workflow, pinned.workflow) : []),
  ];
  return {
    serviceVersion: pinned.serviceVersion,
    workflowVersion: pinned.workflowVersion,
    // The tests of a service are its author's.
    changes: changes
      .filter(({ pointer }) => pointer !== '/tests')
      .slice(0, mostChanges)
      .map(({ message, breaking }) => ({ message, breaking })),
    lost: [...reconciled.lost],
    asked: [...reconciled.asked],
  };
}
