import { isRevocation } from '../definition/lint/workflow-graph.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { latestPinned, type Pinned } from './pinned.ts';

/**
 * Procedures of an application: what is wrong with a decision comes to light after it, so the service is asked as it is today,
 * not as it was when the application began. A decision is revoked only where the application's own workflow can be.
 */
export function offeredProcedures(
  definitions: DefinitionStore,
  { serviceCode, pinned }: { readonly serviceCode: string; readonly pinned: Pick<Pinned, 'workflow'> },
): readonly string[] {
  const { service } = latestPinned(definitions, serviceCode).pinned;
  const revocable = pinned.workflow.actions.some(isRevocation);
  return (service.procedures ?? []).filter(
    (code) => revocable || definitions.latest('service', code).content.procedure?.outcome !== 'revoke',
  );
}
