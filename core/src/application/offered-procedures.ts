import type { ServiceDefinition } from '@reglament/format';
import { isRevocation } from '../definition/lint/workflow-graph.ts';
import type { DefinitionStore } from '../definition/store.ts';
import type { Pinned } from './pinned.ts';

/**
 * Procedures of an application: what is wrong with a decision comes to light after it, so the service is asked as it is today,
 * not as it was when the application began. A decision is revoked only where the application's own workflow can be.
 * What another process has published a moment ago may not be known here yet: then it is the application's own service that is
 * asked, and a procedure nobody knows is not offered.
 */
export function offeredProcedures(
  definitions: Pick<DefinitionStore, 'findLatest'>,
  { serviceCode, pinned }: Of,
): readonly string[] {
  const service: Pick<ServiceDefinition, 'procedures'> =
    definitions.findLatest('service', serviceCode)?.content ?? pinned.service;
  const revocable = pinned.workflow.actions.some(isRevocation);
  return (service.procedures ?? []).filter((code) => {
    const offered = definitions.findLatest('service', code)?.content;
    return offered !== undefined && (revocable || offered.procedure?.outcome !== 'revoke');
  });
}

interface Of {
  readonly serviceCode: string;
  readonly pinned: {
    readonly service: Pick<ServiceDefinition, 'procedures'>;
    readonly workflow: Pick<Pinned['workflow'], 'actions'>;
  };
}
