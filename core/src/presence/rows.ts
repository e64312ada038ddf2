import { prepared } from '../db-batch.ts';
import { channels, type PresenceChange } from '../events/change.ts';

/** A person who opens more tabs of cases than this is not counted in the further ones. */
const MOST_TABS = 50;

/** Two who come at one moment would not see each other: on one case they come one after the other. */
export const lockPresence = prepared(
  'presence_lock',
  "select pg_advisory_xact_lock(hashtextextended('presence ' || $1, 0))",
);

/** What one's tabs said too long ago to hold; there is nothing else that would take it away. */
export const forgetPassed = prepared(
  'presence_forget',
  'delete from presence where user_id = $1::uuid and until <= $2::timestamptz',
);

/** application, user, tab, doing, until, now → what this tab said before, as long as it held. */
export const putPresence = prepared<{ before: string | null }>(
  'presence_put',
  `with before as (select doing from presence
      where application_id = $1::uuid and user_id = $2::uuid and tab_id = $3::uuid and until > $6::timestamptz),
    put as (insert into presence (application_id, user_id, tab_id, organisation_id, doing, until)
      select a.id, $2::uuid, $3::uuid, a.organisation_id, $4, $5::timestamptz from application a
      where a.id = $1::uuid and (select count(*) from presence
        where user_id = $2::uuid and (application_id, tab_id) <> ($1::uuid, $3::uuid)) < ${MOST_TABS}
      on conflict (application_id, user_id, tab_id) do update set doing = excluded.doing, until = excluded.until)
  select (select doing from before) as before`,
);

export const dropPresence = prepared<{ organisationId: string }>(
  'presence_drop',
  `delete from presence where application_id = $1::uuid and user_id = $2::uuid and tab_id = $3::uuid
   returning organisation_id as "organisationId"`,
);

const notify = prepared('presence_announce', 'select pg_notify($1, $2)');

/** Tells all processes, for the browsers of those who have the same case before them. */
export function announcePresence({ organisationId, applicationId, users }: PresenceChange) {
  return notify(channels.presence, JSON.stringify({ organisationId, applicationId, users }));
}
