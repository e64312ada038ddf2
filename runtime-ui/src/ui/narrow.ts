import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 600px)');

function listen(tell: () => void): () => void {
  narrow.addEventListener('change', tell);
  return () => narrow.removeEventListener('change', tell);
}

/** A phone, or a page enlarged until it is like one: what is not needed at once is folded. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => narrow.matches);
}
