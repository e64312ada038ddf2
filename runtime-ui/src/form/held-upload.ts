import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Pending } from './pending-row.tsx';

const places = new Map<object, string>();
const listeners = new Set<() => void>();

function put(place: object, reason: string | undefined): void {
  if (reason === undefined) places.delete(place);
  else places.set(place, reason);
  for (const tell of listeners) tell();
}

function reasonOf(pending: readonly Pending[]): string | undefined {
  const failed = pending.find(({ problem }) => problem !== undefined);
  if (failed) return `Файл «${failed.file.name}» не загружен: повторите загрузку или уберите его`;
  const [first] = pending;
  return first && `Загружается файл «${first.file.name}»: дождитесь конца загрузки`;
}

/** Says to the page what one place of it is still sending. */
export function useHolding(pending: readonly Pending[]): void {
  const [place] = useState(() => ({}));
  const reason = reasonOf(pending);
  useEffect(() => {
    put(place, reason);
    return () => put(place, undefined);
  }, [place, reason]);
}

/** Why nothing may be sent from this page yet: a file on its way would be left behind. */
export function heldUpload(): string | undefined {
  const [first] = places.values();
  return first;
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useHeldUpload(): string | undefined {
  return useSyncExternalStore(listen, heldUpload);
}
