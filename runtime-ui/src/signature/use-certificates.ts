import { useQuery } from '@tanstack/react-query';
import { type BrowserCertificate, listOwnCertificates, listTrainingCertificates } from './cades.ts';

export interface FoundCertificates {
  /** The training one first: it is there at once, and what comes later does not push it from under the hand. */
  readonly certificates: readonly BrowserCertificate[];
  /** A training certificate is offered: this is a demonstration. */
  readonly training: boolean;
  /** The person's own means have not answered yet. */
  readonly looking: boolean;
  /** Why they cannot be used; says what to do. */
  readonly error: Error | null;
  /** All has answered, and there is nothing to sign with. */
  readonly none: boolean;
  readonly again: () => void;
}

const usual = { retry: false, staleTime: 0, gcTime: 0 } as const;

/** What can sign at this machine: the person's own certificates and, in a demonstration, the training one beside them. */
export function useCertificates(enabled = true): FoundCertificates {
  const training = useQuery({
    ...{ queryKey: ['certificates', 'training'], queryFn: listTrainingCertificates, enabled },
    ...usual,
  });
  const own = useQuery({ ...{ queryKey: ['certificates', 'own'], queryFn: listOwnCertificates, enabled }, ...usual });
  const certificates = [...(training.data ?? []), ...(own.data ?? [])];
  const looking = training.isFetching || own.isFetching;
  const error = training.error ?? own.error;
  return {
    certificates,
    training: (training.data ?? []).length > 0,
    looking,
    error,
    none: enabled && !looking && error === null && certificates.length === 0,
    again: () => {
      void training.refetch();
      void own.refetch();
    },
  };
}
