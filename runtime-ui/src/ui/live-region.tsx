import { useSyncExternalStore } from 'react';

let said = { text: '', count: 0 };
const listeners = new Set<() => void>();

/** Tells a screen reader what has happened without moving the focus. */
export function announce(text: string): void {
  said = { text, count: said.count + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function LiveRegion() {
  const { text, count } = useSyncExternalStore(subscribe, () => said);
  // The same words said twice are announced only if the text differs, hence the alternating no-break space.
  return (
    <div role="status" aria-live="polite" className="rg-visually-hidden">
      {count % 2 === 0 ? text : `${text}\u00a0`}
    </div>
  );
}
