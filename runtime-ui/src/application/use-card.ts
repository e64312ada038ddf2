import { useQuery } from '@tanstack/react-query';
import { cardQuery } from './queries.ts';
import { serviceQuery } from './service-queries.ts';

/** An application with the version of the service that it was made with. */
export function useCardOfService(id: string) {
  const card = useQuery(cardQuery(id));
  const service = useQuery({
    ...serviceQuery(card.data?.service.code ?? '', card.data?.service.version),
    enabled: card.data !== undefined,
  });
  return { card: card.data, service: service.data, failure: card.error ?? service.error, again: card.refetch };
}
