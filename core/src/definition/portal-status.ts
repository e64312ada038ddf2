import type { PortalStatus, ServiceDefinition, WorkflowState } from '@reglament/format';

/** What the portal is told of a case in this state; undefined when the service has no status for it. */
export function findPortalStatus(
  { portal }: Pick<ServiceDefinition, 'portal'>,
  { code, phase }: Pick<WorkflowState, 'code' | 'phase'>,
): PortalStatus | undefined {
  if (portal === undefined) return undefined;
  return own(portal.statuses, code) ?? own(portal.phases ?? {}, phase);
}

function own(statuses: Readonly<Record<string, PortalStatus>>, key: string): PortalStatus | undefined {
  return Object.hasOwn(statuses, key) ? statuses[key] : undefined;
}
