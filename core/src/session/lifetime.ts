const hour = 3_600_000;
const day = 24 * hour;

/** «Запомнить меня»: thirty days, used or not. */
const rememberedFor = 30 * day;
/** Otherwise until twelve hours without a request, and not longer than a week in all. */
const idleFor = 12 * hour;
const atMost = 7 * day;
/** How stale `last_seen_at` may grow before a request writes it: reading must not cost a commit each time. */
const seenEvery = 5 * 60_000;

export function firstExpiry(now: Date, remembered: boolean): Date {
  return new Date(now.getTime() + (remembered ? rememberedFor : idleFor));
}

export interface SessionTimes {
  readonly remembered: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** The new end of a session that is used at `now`; undefined while there is nothing worth writing. */
export function prolonged(times: SessionTimes, now: Date): Date | undefined {
  if (now.getTime() - times.lastSeenAt.getTime() < seenEvery) return undefined;
  if (times.remembered) return times.expiresAt;
  return new Date(Math.min(now.getTime() + idleFor, times.createdAt.getTime() + atMost));
}
