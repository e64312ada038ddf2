import { useEffect, useState } from 'react';
import { findDraft } from './local-draft.ts';
import { newUuid } from './uuid.ts';

const most = 50;

/**
 * Takes the place for this tab until `signal`; false when another tab has it. Over plain HTTP to another host a browser has no locks:
 * then all tabs share the first place.
 */
function hold(name: string, signal: AbortSignal): Promise<boolean> {
  if (!window.isSecureContext) return Promise.resolve(true);
  const released = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && !signal.aborted ? released : undefined;
    });
  });
}

/** What an earlier tab left behind comes first, then the first place that is free. */
async function take(userId: string, service: string, signal: AbortSignal): Promise<string> {
  const places = Array.from({ length: most }, (_, index) => `new.${service}${index === 0 ? '' : `.${index + 1}`}`);
  const kept = places.filter((place) => findDraft(userId, place) !== undefined);
  for (const place of [...kept, ...places]) {
    if (await hold(`reglament.draft.${userId}.${place}`, signal)) return place;
  }
  return `new.${service}.${newUuid()}`;
}

/**
 * Where this tab keeps a new application that is being typed: one applicant in each tab, so that two tabs neither show nor
 * drop what belongs to the other. Undefined for the moment of asking.
 */
export function useNewDraftPlace(userId: string, service: string): string | undefined {
  const [place, setPlace] = useState<string>();
  useEffect(() => {
    const leave = new AbortController();
    void take(userId, service, leave.signal).then((taken) => {
      if (!leave.signal.aborted) setPlace(taken);
    });
    return () => leave.abort();
  }, [userId, service]);
  return place;
}
