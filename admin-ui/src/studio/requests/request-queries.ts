import type { ApiTypes } from '@reglament/core/api';
import type { JsonObject } from '@reglament/core/rules';
import type { FormDefinition, ServiceDefinition, ServiceRequest } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { findByNumber } from '../tryout/case-queries.ts';
import { type DraftPlace, readExample } from '../tryout/tryout-queries.ts';
import { applicantFor } from './applicant-for.ts';

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

/** An application of the draft, as mappings read it; undefined while the draft has errors. */
export interface Sample {
  readonly source: JsonObject;
  readonly answers: JsonObject;
  readonly applicant: string;
}

interface SampleOf {
  readonly service: ServiceDefinition;
  /** When the request is offered: the made-up applicant is one that it is offered for. */
  readonly allowed?: ServiceRequest['allowed'];
  readonly number: string;
}

/** Of a real application by its number, else a made-up one. */
export function useSample(place: DraftPlace, { service, allowed, number }: SampleOf) {
  const applicant = applicantFor(service, allowed);
  return useQuery({
    queryKey: ['admin', 'draft-sample', place.id, applicant, service.form, number],
    queryFn: async (): Promise<Sample> => {
      const real = number === '' ? {} : { applicationId: await findByNumber(number) };
      const { source, answers } = await readExample(place, { applicant, representative: true, ...real });
      const { kind = applicant } = (source.applicant ?? {}) as { readonly kind?: string };
      return { source: source as JsonObject, answers: answers as JsonObject, applicant: kind };
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}
