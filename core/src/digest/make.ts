import { visibleTo } from '../access/queries.ts';
import { localDate, localHour } from '../calendar/local-date.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { findWayOut } from '../notice/commands.ts';
import { isQuiet, mailedKinds } from '../notice-setting/choice.ts';
import { findNoticeSetting, listAtOnce } from '../notice-setting/queries.ts';
import { languageOf } from '../preference/queries.ts';
import { findActor } from '../session/queries.ts';
import type { Session } from '../session/session.ts';
import { markNoticesMailed } from '../staff-notice/rows.ts';
import { findSetting, listDue, listNews, type NewsRow, type NewsSearch, type Whose } from './queries.ts';
import { insertDigest, markLooked } from './rows.ts';
import { digestText } from './text.ts';

/** At one look; the rest waits for the next one. */
const MOST_PEOPLE = 500;
const MOST_LINES = 50;

const noData = { type: 'object', additionalProperties: false };

/** Looks every minute whose hour has come and whom to write at once; days and hours are those of each body, by the platform's own clock. */
export function scheduleDigests(deps: Deps): void {
  deps.jobs.defineJob('digest', noData, async () => {
    await makeDigests(deps);
    await makeLettersAtOnce(deps);
  });
  deps.jobs.schedule('digest', '* * * * *', {});
}

export async function makeDigests(deps: Deps): Promise<void> {
  const now = deps.clock();
  const due = await deps.database.asOwner((trx) => listDue(trx, now, MOST_PEOPLE));
  for (const one of due) await makeDigest(deps, one, now);
}

/** What has gathered since the last look goes in one letter; in quiet hours it gathers on. */
export async function makeLettersAtOnce(deps: Deps): Promise<void> {
  const now = deps.clock();
  const due = await deps.database.asOwner((trx) => listAtOnce(trx, MOST_PEOPLE));
  for (const one of due) await makeLetter(deps, one, now);
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
    const kinds = mailedKinds(await findNoticeSetting(trx, whose), 'digest');
    await write({ deps, trx, session, now }, { kinds, since: setting.lookedAt });
  });
}

/** The same for the row of the choice; what has gone is marked, so that neither a second letter nor the digest says it again. */
async function makeLetter(deps: Deps, whose: Whose, now: Date): Promise<void> {
  const session = await findActor(deps.database, whose, now);
  if (session === undefined) return;
  await deps.database.inBodies([whose.organisationId], async (trx) => {
    const setting = await findNoticeSetting(trx, whose, true);
    if (setting.atOnceSince === null) return;
    if (isQuiet(setting.quiet, localHour(now, session.organisation.timeZone))) return;
    const kinds = mailedKinds(setting, 'atOnce');
    const told = await write({ deps, trx, session, now }, { kinds, since: setting.atOnceSince });
    if (told.length > 0)
      await markNoticesMailed(
        trx,
        told.map(({ id }) => id),
        now,
      );
  });
}

interface Writing {
  readonly deps: Deps;
  readonly trx: Transaction;
  readonly session: Session;
  readonly now: Date;
}

/** A letter with what is new, when there is something and a way for it; what it tells. */
async function write(
  { deps, trx, session, now }: Writing,
  news: Pick<NewsSearch, 'kinds' | 'since'>,
): Promise<readonly NewsRow[]> {
  const whose = { userId: session.user.id, organisationId: session.organisation.id };
  const connectionId = await findWayOut(trx, deps, { organisationId: whose.organisationId, way: 'email' });
  const address = session.user.email;
  if (connectionId === undefined || address === null) return [];
  const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
  const found = await listNews(trx, { userId: whose.userId, visible, ...news, limit: MOST_LINES + 1 });
  if (found.length === 0) return [];
  const lines = found.slice(0, MOST_LINES);
  const say = await languageOf(deps, whose.userId);
  const text = digestText({ lines, more: found.length > MOST_LINES, publicUrl: deps.config.publicUrl, say });
  await insertDigest(trx, { ...whose, connectionId, address, text, createdAt: now });
  return lines;
}
