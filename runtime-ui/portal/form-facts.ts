import { useMemo } from 'react';
import type { ApplicantKind, ServiceView } from '../src/api.ts';
import { entrySource } from '../src/dictionary/queries.ts';
import { useTitledService } from '../src/dictionary/use-titled-service.ts';
import type { Answers, FormFacts, FormSources } from '../src/form/index.ts';
import { todayIn } from '../src/ui/format.ts';

type Offered = ServiceView & { timeZone: string };

export interface Applying {
  kind: ApplicantKind;
  /** Somebody files in the applicant's place. */
  hasRepresentative: boolean;
}

/** What rules of the form read of an application that comes from a portal. */
export function useFormFacts(service: Offered, { kind, hasRepresentative }: Applying): FormFacts {
  return useMemo(
    () => ({
      today: todayIn(service.timeZone, new Date()),
      rules: service.rules,
      caseFacts: {
        source: 'epgu',
        service: { code: service.code, approval: service.approval },
        applicant: { kind },
        hasRepresentative,
      },
      dictionaries: Object.entries(service.dictionaries).map(([code, entries]) => ({ code, entries })),
    }),
    [service, kind, hasRepresentative],
  );
}

/** Long dictionaries are searched, and what the answers name of them is read in words. */
export function useFormSources(service: Offered, answers: Answers): FormSources {
  const { dictionaries, longDictionaries } = useTitledService(service, [answers]);
  return useMemo(() => {
    const long = new Map(longDictionaries.map((code) => [code, entrySource('portal', code)] as const));
    return { dictionaries, entrySource: (code) => long.get(code) };
  }, [dictionaries, longDictionaries]);
}
