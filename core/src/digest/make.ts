import { visibleTo } from '../access/queries.ts';
import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import { findWayOut } from '../notice/commands.ts';
import { findActor } from '../session/queries.ts';
import { findSetting, listDue, listNews, type Whose } from './queries.ts';
import { insertDigest, markLooked } from './rows.ts';
import { digestText } from './text.ts';

/** At one look; the rest waits for the next one. */
const MOST_PEOPLE = 500;
const MOST_LINES = 50;

const noData = { type: 'object', additionalProperties: false };

/** Looks every ten minutes whose hour has come; the day and the hour are those of each body, by the platform's own clock. */
export function scheduleDigests(deps: Deps): void {
  deps.jobs.defineJob('digest', noData, () => makeDigests(deps));
  deps.jobs.schedule('digest', '*/10 * * * *', {});
}

export async function makeDigests(deps: Deps): Promise<void> {
  const now = deps.clock();
  const due = await deps.database.asOwner((trx) => listDue(trx, now, MOST_PEOPLE));
  for (const one of due) await makeDigest(deps, one, now);
}

/** Once a day for each person, however many processes look: the row of the setting is locked, and says which day was done. */
async function makeDigest(deps: Deps, whose: Whose, now: Date): Promise<void> {
  const session = await findActor(deps.database, whose, now);
  if (session === undefined) return;
  const today = localDate(now, session.organisation.timeZone);
  await deps.database.inBodies([whose.organisationId], async (trx) => {
    const setting = await findSetting(trx, whose, true);
    if (setting === undefined || setting.lookedOn === today) return;
    await markLooked(trx, whose, { today, now });
    const connectionId = await findWayOut(trx, deps, { organisationId: whose.organisationId, way: 'email' });
    const address = session.user.email;
    if (connectionId === undefined || address === null) return;
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const search = { userId: whose.userId, visible, since: setting.lookedAt, limit: MOST_LINES + 1 };
    const found = await listNews(trx, search);
    if (found.length === 0) return;
    const lines = found.slice(0, MOST_LINES);
    const text = digestText({ lines, more: found.length > MOST_LINES, publicUrl: deps.config.publicUrl });
    await insertDigest(trx, { ...whose, connectionId, address, text, createdAt: now });
  });
}
