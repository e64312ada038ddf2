import { localDate } from '../calendar/local-date.ts';
import type { Session } from './session.ts';

/** What was read of a session, which holds for as long as nothing about anybody's rights has changed. */
export interface KnownSession {
  readonly session: Session;
  /** Counted changes of rights, as the database had them when it was read. */
  readonly mark: number;
}

/** People who work at the same time over one process; whoever is one too many is only read anew. */
const MOST = 2_000;

export interface KnownSessions {
  /** Read on this very day of the body: who stands in for whom goes by days. */
  find(id: string, now: Date): KnownSession | undefined;
  keep(known: KnownSession, now: Date): void;
  forget(id: string): void;
}

export function openKnownSessions(): KnownSessions {
  const bySession = new Map<string, KnownSession & { readonly day: string }>();
  const dayOf = ({ organisation }: Session, now: Date) => localDate(now, organisation.timeZone);
  return {
    find: (id, now) => {
      const known = bySession.get(id);
      return known !== undefined && known.day === dayOf(known.session, now) ? known : undefined;
    },
    keep: (known, now) => {
      const [oldest] = bySession.keys();
      if (bySession.size >= MOST && oldest !== undefined) bySession.delete(oldest);
      bySession.set(known.session.id, { ...known, day: dayOf(known.session, now) });
    },
    forget: (id) => void bySession.delete(id),
  };
}
