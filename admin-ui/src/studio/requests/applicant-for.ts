import { ruleData, truth } from '@reglament/core/rules';
import type { ServiceDefinition, ServiceRequest } from '@reglament/format';

/** The first kind of applicant that the condition may hold for; a condition that cannot be reckoned decides nothing. */
export function applicantFor(
  { applicants, rules = {} }: Pick<ServiceDefinition, 'applicants' | 'rules'>,
  allowed: ServiceRequest['allowed'],
): ServiceDefinition['applicants'][number] {
  const [usual = 'person'] = applicants;
  if (allowed === undefined) return usual;
  const today = new Date().toISOString().slice(0, 10);
  const holds = (kind: string) => {
    try {
      return (
        truth(allowed, { data: ruleData({}, { source: 'employee', applicant: { kind } }), today, rules }).value !==
        false
      );
    } catch {
      return false;
    }
  };
  return applicants.find(holds) ?? usual;
}
