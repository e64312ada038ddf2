import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Me } from '../api.ts';
import { request } from '../client.ts';
import { meQuery } from '../session/me.ts';
import { type Locale, speak } from './locale.ts';

/** Chosen on the login page, where nobody is known yet: kept for whoever enters. */
const saidKey = 'reglament.localeSaid';

export function sayLanguage(wanted: Locale): void {
  sessionStorage.setItem(saidKey, wanted);
  speak(wanted);
}

/** Kept on the server: the same on every computer. */
export function useKeepLanguage(): (wanted: Locale) => Promise<void> {
  const queryClient = useQueryClient();
  return async (wanted) => {
    await request('/api/me/preferences', { method: 'PATCH', body: { locale: wanted } });
    queryClient.setQueryData(
      meQuery.queryKey,
      (me) => me && { ...me, preferences: { ...me.preferences, locale: wanted } },
    );
    sessionStorage.removeItem(saidKey);
  };
}

/** What one has just said at the login counts; otherwise what one chose before, on whatever computer. */
export function useOwnLanguage(me: Me | null | undefined): void {
  const keep = useKeepLanguage();
  const kept = me?.preferences.locale;
  useEffect(() => {
    if (kept === undefined) return;
    const said = sessionStorage.getItem(saidKey);
    if (said !== 'ru' && said !== 'en') {
      if (kept !== null) speak(kept);
      return;
    }
    // Not kept this time: the page speaks it all the same, and the next screen asks again.
    if (said !== kept) keep(said).catch(() => undefined);
    else sessionStorage.removeItem(saidKey);
  }, [kept, keep]);
}
