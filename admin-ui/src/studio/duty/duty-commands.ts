import type { DutyPayee, LegalBasis, ServiceDefinition, StateDuty } from '@reglament/format';
import { cleaned } from '../list-commands.ts';

/** Undefined: the service is free. */
export function withDuty({ duty: _former, ...service }: ServiceDefinition, duty: StateDuty | undefined) {
  return (duty === undefined ? service : { ...service, duty }) as ServiceDefinition;
}

/** An empty list is not written. */
export function withMember(service: ServiceDefinition, key: string, value: unknown): ServiceDefinition {
  const { duty } = service;
  if (duty === undefined) return service;
  const isNone = Array.isArray(value) && value.length === 0 && key === 'exemptions';
  return withDuty(service, cleaned({ ...duty, [key]: isNone ? undefined : value }) as StateDuty);
}

export function withBasis(service: ServiceDefinition, key: string, value: unknown): ServiceDefinition {
  const { duty } = service;
  return duty === undefined
    ? service
    : withMember(service, 'basis', cleaned({ ...duty.basis, [key]: value }) as LegalBasis);
}

/** Of nothing at all there is no payee. */
export function withPayee(service: ServiceDefinition, key: string, value: unknown): ServiceDefinition {
  const payee = cleaned({ ...service.duty?.payee, [key]: value }) as DutyPayee;
  return withMember(service, 'payee', Object.keys(payee).length === 0 ? undefined : payee);
}
