import type { PortalIntake, PortalStatus, ServiceDefinition, ServicePortal } from '@reglament/format';
import { cleaned, type Part } from '../list-commands.ts';

/** Pure commands of the portal's statuses: a service in, a service out. */

export type StatusBy = 'statuses' | 'phases';

export function setPortal(service: ServiceDefinition, wanted: boolean): ServiceDefinition {
  return cleaned<ServiceDefinition>({ ...service, portal: wanted ? { statuses: {} } : undefined } as ServiceDefinition);
}

/** Without a type there is no table either. */
export function setIntake(service: ServiceDefinition, part: Partial<PortalIntake>): ServiceDefinition {
  const { portal } = service;
  if (portal === undefined) return service;
  const { intake: old, ...rest } = portal;
  const intake = { ...(old ?? { type: '', mapping: [] }), ...part };
  return { ...service, portal: intake.type === '' ? rest : { ...rest, intake } };
}

/** The status of a state or of a phase. Without a code and without a comment there is none. */
export function setStatus(
  service: ServiceDefinition,
  { by, key }: { readonly by: StatusBy; readonly key: string },
  part: Part<PortalStatus>,
): ServiceDefinition {
  const { portal } = service;
  if (portal === undefined) return service;
  const { [key]: old, ...others } = portal[by] ?? {};
  const status = cleaned<PortalStatus>({ ...(old ?? { code: '' }), ...part } as PortalStatus);
  const isEmpty = status.code === '' && status.comment === undefined;
  // In its place where it stood before.
  const own = isEmpty ? others : { ...(portal[by] ?? {}), [key]: status };
  const next = { ...portal, [by]: own };
  if (by === 'phases' && Object.keys(own).length === 0) {
    const { phases: _none, ...rest } = next;
    return { ...service, portal: rest as ServicePortal };
  }
  return { ...service, portal: next };
}
