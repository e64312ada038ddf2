import { useQuery } from '@tanstack/react-query';
import { useTitledService } from '../dictionary/use-titled-service.ts';
import { valuesOf } from './accepted.ts';
import { cardQuery } from './queries.ts';
import { serviceQuery } from './service-queries.ts';

/** An application with the version of the service that it was made with. */
export function useCardOfService(id: string) {
  const card = useQuery(cardQuery(id));
  const service = useQuery({
    ...serviceQuery(card.data?.service.code ?? '', card.data?.service.version),
    enabled: card.data !== undefined,
  });
  const titled = useTitledService(service.data, card.data ? valuesOf(card.data) : []);
  return { card: card.data, service: titled, failure: card.error ?? service.error, again: card.refetch };
}
