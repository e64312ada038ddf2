import { QueryClient } from '@tanstack/react-query';

/** Server data lives here and nowhere else. Live events make what is stale; a refusal is an answer and is not repeated. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
