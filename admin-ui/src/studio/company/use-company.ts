import { type DraftEvent, hearEvents, request, tellLeaving } from '@reglament/runtime-ui/client';
import { announce } from '@reglament/runtime-ui/ui';
import { useEffect, useRef, useState } from 'react';
import { useMyId } from '../../shell.tsx';
import type { DraftSession } from '../draft-session.ts';
import { type Companion, heard, isNew, present } from './company.ts';

/** Milliseconds; well within the time for which the others believe a page. */
const sayEvery = 25_000;

/** Who else has this draft open. What they save comes onto this page by itself. */
export function useCompany(draftId: string, session: DraftSession): readonly Companion[] {
  const me = useMyId();
  const [company, setCompany] = useState<readonly Companion[]>([]);
  const latest = useRef(company);
  latest.current = company;
  useEffect(() => {
    if (me === undefined) return undefined;
    const stop = new AbortController();
    const path = `/api/admin/drafts/${draftId}/presence`;
    const take = (next: readonly Companion[]) => {
      latest.current = next;
      setCompany(next);
    };
    // Without a line there is nobody to tell; the next word comes in half a minute.
    const say = () => void request<void>(path, { method: 'PUT' }).catch(() => undefined);
    const hear = (event: DraftEvent) => {
      if (event.draftId !== draftId) return;
      if (event.said === 'saved' && event.revision !== null) void session.catchUpTo(event.revision);
      if (event.userId === me) return;
      if (isNew(latest.current, event)) {
        announce(`Этот же черновик открыт: ${event.name}`);
        say();
      }
      take(heard(latest.current, event, Date.now()));
    };
    hearEvents(stop.signal, (event) => {
      if (event.type === 'draft') hear(event);
      else if (event.type === 'resync') {
        say();
        // The line is back: what could not be sent goes now, and what was missed comes.
        void session.flush().then(() => session.catchUpTo(Number.POSITIVE_INFINITY));
      }
    });
    const timer = window.setInterval(() => {
      say();
      take(present(latest.current, Date.now()));
    }, sayEvery);
    const leave = () => tellLeaving(path);
    window.addEventListener('pagehide', leave);
    return () => {
      stop.abort();
      window.clearInterval(timer);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [draftId, session, me]);
  return company;
}
