import { useEffect, useMemo, useRef, useState } from 'react';
import { announce } from '../../ui/live-region.tsx';
import type { Entry, EntryPage, EntrySource } from '../entry.ts';

/** How long typing rests before the server is asked. */
const rest = 200;

export interface Offer {
  items: readonly Entry[];
  /** What was chosen before stands first, while nothing is typed. */
  recent: number;
  next: string | null;
  state: 'waiting' | 'ready' | 'failed';
}

const nothing: Offer = { items: [], recent: 0, next: null, state: 'waiting' };

interface OfferInput {
  source: EntrySource;
  text: string;
  on: string | undefined;
  within: string | undefined;
  open: boolean;
}

/** What is offered for the typed text, page by page; an answer that comes after the next key is let go. */
export function useOffer({ source, text, on, within, open }: OfferInput): { offer: Offer; more: () => void } {
  const [offer, setOffer] = useState<Offer>(nothing);
  const asking = useRef<AbortController | null>(null);
  const asked = useMemo(() => ({ text, on, within }), [text, on, within]);
  const ask = async (after: string | undefined, before: readonly Entry[]) => {
    asking.current?.abort();
    const controller = new AbortController();
    asking.current = controller;
    try {
      const page = await source.search({ ...asked, after }, controller.signal);
      if (controller.signal.aborted) return;
      const recent = text === '' && before.length === 0 ? source.recent() : [];
      setOffer(joined(page, before, recent));
      if (before.length === 0) tellCount(page);
    } catch {
      if (!controller.signal.aborted) setOffer((known) => ({ ...known, state: 'failed' }));
    }
  };
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!open) return;
    setOffer((known) => ({ ...known, state: 'waiting' }));
    const timer = window.setTimeout(() => void latest.current(undefined, []), asked.text === '' ? 0 : rest);
    return () => {
      window.clearTimeout(timer);
      asking.current?.abort();
    };
  }, [open, asked]);
  const more = () => {
    if (offer.next !== null && offer.state === 'ready') {
      setOffer({ ...offer, state: 'waiting' });
      void ask(offer.next, offer.items);
    }
  };
  return { offer, more };
}

function joined(page: EntryPage, before: readonly Entry[], recent: readonly Entry[]): Offer {
  const first = before.length > 0 ? before : recent;
  const known = new Set(first.map(({ code }) => code));
  return {
    items: [...first, ...page.items.filter(({ code }) => !known.has(code))],
    recent: recent.length,
    next: page.next,
    state: 'ready',
  };
}

function tellCount({ items, next }: EntryPage): void {
  announce(items.length === 0 ? 'Ничего не найдено' : `Найдено: ${items.length}${next === null ? '' : ' и больше'}`);
}
