import type { ApiTypes } from '@reglament/core/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newUuid } from '../application/uuid.ts';
import { request, tellLeaving } from '../client.ts';
import { announce } from '../ui/live-region.tsx';
import { useAttention } from './attention.ts';
import { type Doing, newsOf, type Present } from './presence-words.ts';

/** Milliseconds; well within the time for which the server believes a tab. */
const sayEvery = 25_000;
const nobody: readonly Present[] = [];

/**
 * Says that this screen has the case before somebody, and tells who else has. A stream event asks for it anew at once;
 * what a tab that died has said passes by itself. Work that is not saved stays announced from a hidden page, too.
 */
export function usePresence(id: string, doing: Doing): readonly Present[] {
  const queryClient = useQueryClient();
  const attended = useAttention();
  // Of this showing, not of the tab: a screen that closes must not take away what the next one has said.
  const [tab] = useState(newUuid);
  const here = attended || doing !== 'viewing';
  const key = ['presence', id, tab];
  const { data } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const body = { tab, doing };
      const path = `/api/applications/${id}/presence`;
      return (await request<ApiTypes['PresenceList']>(path, { method: 'PUT', body, signal })).items;
    },
    enabled: here,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.error === null ? sayEvery : false),
    refetchIntervalInBackground: true,
  });
  const said = useRef(doing);
  useEffect(() => {
    if (said.current === doing) return;
    said.current = doing;
    void queryClient.invalidateQueries({ queryKey: ['presence', id] });
  }, [queryClient, id, doing]);
  useEffect(() => {
    if (!here) return;
    const leave = () => tellLeaving(`/api/applications/${id}/presence/${tab}`);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, tab, here]);
  const present = here ? (data ?? nobody) : nobody;
  useNews(present);
  return present;
}

function useNews(present: readonly Present[]): void {
  const known = useRef(nobody);
  useEffect(() => {
    const news = newsOf(known.current, present);
    known.current = present;
    if (news !== undefined) announce(news);
  }, [present]);
}
