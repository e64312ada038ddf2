import type { JsonObject } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import type { Answers } from '@reglament/runtime-ui/form';
import { useState } from 'react';
import { type ApplicantKind, type DraftPlace, readExample } from '../tryout/tryout-queries.ts';

/** Who applies and what they have answered. */
export interface PreviewSubject {
  readonly applicant: ApplicantKind;
  readonly representative: boolean;
  readonly answers: Answers;
  readonly today: string;
  readonly caseFacts: JsonObject;
  readonly failure: string | undefined;
  change: (change: { applicant?: ApplicantKind; representative?: boolean; answers?: Answers }) => void;
  fill: () => void;
}

export function usePreviewSubject(service: ServiceDefinition, place: DraftPlace): PreviewSubject {
  const [who, setWho] = useState<{ applicant: ApplicantKind; representative: boolean }>({
    applicant: service.applicants[0] ?? 'person',
    representative: false,
  });
  const [answers, setAnswers] = useState<Answers>({});
  const [failure, setFailure] = useState<string>();
  return {
    ...who,
    answers,
    today: new Date().toISOString().slice(0, 10),
    caseFacts: {
      source: 'employee',
      service: { code: service.code, approval: service.approval },
      applicant: { kind: who.applicant },
      hasRepresentative: who.representative,
    },
    failure,
    change: ({ answers: given, ...rest }) => {
      if (given !== undefined) setAnswers(given);
      setWho((before) => ({ ...before, ...rest }));
    },
    fill: () => {
      setFailure(undefined);
      void readExample(place, who).then(
        (example) => setAnswers(example.answers as Answers),
        (error: Error) => setFailure(error.message),
      );
    },
  };
}
