import { useSyncExternalStore } from 'react';
import { onConnectionLost, tellConnectionBack } from '../client.ts';

let lost = false;
let timer: number | undefined;
const listeners = new Set<() => void>();
const probeEvery = 4000;

function put(next: boolean): void {
  if (lost === next) return;
  lost = next;
  for (const listener of listeners) listener();
  window.clearInterval(timer);
  if (!lost) tellConnectionBack();
  if (lost) timer = window.setInterval(() => void probe(), probeEvery);
}

async function probe(): Promise<void> {
  const alive = await fetch('/healthz', { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );
  put(!alive);
}

// One request that failed is not yet a lost connection.
onConnectionLost(() => void probe());
window.addEventListener('offline', () => put(true));
window.addEventListener('online', () => void probe());

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True from the first request without an answer until the server answers again. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(subscribe, () => lost);
}
