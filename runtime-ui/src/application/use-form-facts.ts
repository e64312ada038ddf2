import { useMemo } from 'react';
import type { ApplicationContent, ServiceView } from '../api.ts';
import type { FormFacts } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { todayIn } from '../ui/format.ts';
import { caseFacts } from './content.ts';

/** Facts for the rules of a service's form; the same object while nothing that rules can see has changed. */
export function useFormFacts(service: ServiceView, content: ApplicationContent, source: string): FormFacts {
  const { organisation } = useMe();
  const facts = JSON.stringify(caseFacts(service, content, source));
  return useMemo(
    () => ({
      today: todayIn(organisation.timeZone, new Date()),
      rules: service.rules,
      caseFacts: JSON.parse(facts),
      dictionaries: Object.entries(service.dictionaries).map(([code, entries]) => ({ code, entries })),
    }),
    [organisation.timeZone, service, facts],
  );
}
