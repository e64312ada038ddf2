import { useMemo } from 'react';
import type { ApplicantKind, ServiceView } from '../src/api.ts';
import type { FormFacts, FormSources } from '../src/form/index.ts';
import { todayIn } from '../src/ui/format.ts';

type Offered = ServiceView & { timeZone: string };

/** What rules of the form read of an application that comes from a portal. */
export function useFormFacts(service: Offered, applicant: ApplicantKind): FormFacts {
  return useMemo(
    () => ({
      today: todayIn(service.timeZone, new Date()),
      rules: service.rules,
      caseFacts: {
        source: 'epgu',
        service: { code: service.code, approval: service.approval },
        applicant: { kind: applicant },
        hasRepresentative: false,
      },
      dictionaries: Object.entries(service.dictionaries).map(([code, entries]) => ({ code, entries })),
    }),
    [service, applicant],
  );
}

export function formSources({ dictionaries }: Offered): FormSources {
  return { dictionaries };
}
