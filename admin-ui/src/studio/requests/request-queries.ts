import type { ApiTypes } from '@reglament/core/api';
import type { JsonObject } from '@reglament/core/rules';
import type { FormDefinition, ServiceDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type DraftPlace, readExample } from '../tryout/tryout-queries.ts';

export interface TypeForms {
  readonly question: FormDefinition | undefined;
  readonly answer: FormDefinition | undefined;
  /** An answer as it may come. */
  readonly answerExample: JsonObject;
}

/** What a published type of request asks and what it answers. */
export function useTypeForms(type: string) {
  return useQuery({
    queryKey: ['admin', 'request-type-forms', type],
    queryFn: async (): Promise<TypeForms> => {
      const forms = await request<ApiTypes['RequestTypeForms']>(`/api/admin/request-types/${type}/forms`);
      return {
        question: (forms.question ?? undefined) as FormDefinition | undefined,
        answer: (forms.answer ?? undefined) as FormDefinition | undefined,
        answerExample: forms.answerExample as JsonObject,
      };
    },
    enabled: type !== '',
    retry: false,
  });
}

/** A made-up application of the draft, as mappings read it; undefined while the draft has errors. */
export interface Sample {
  readonly source: JsonObject;
  readonly answers: JsonObject;
  readonly applicant: string;
}

export function useSample(place: DraftPlace, service: ServiceDefinition): Sample | undefined {
  const applicant = service.applicants[0] ?? 'person';
  const { data } = useQuery({
    queryKey: ['admin', 'draft-sample', place.id, applicant, service.form],
    queryFn: async (): Promise<Sample> => {
      const { source, answers } = await readExample(place, { applicant, representative: true });
      return { source: source as JsonObject, answers: answers as JsonObject, applicant };
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  return data;
}
