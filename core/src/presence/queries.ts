import type { PresenceView } from '../api.gen.ts';
import { prepared } from '../db-batch.ts';

interface PresentRow {
  readonly id: string;
  readonly name: string;
  readonly doing: PresenceView['doing'];
  readonly organisationId: string;
}

/** As many as fit into one notification, and more than anybody looks through. */
const MOST_PEOPLE = 50;

/** application, user, now → everyone else who has it before them, each once, with what they do most of all. */
export const askOthersPresent = prepared<PresentRow>(
  'presence_others',
  `select distinct on (name, id) u.id, concat_ws(' ', u.surname, u.name, u.patronymic) as name, p.doing,
     p.organisation_id as "organisationId"
   from presence p join user_account u on u.id = p.user_id
   where p.application_id = $1::uuid and p.user_id <> $2::uuid and p.until > $3::timestamptz
   order by name, id, array_position(array['deciding', 'editing', 'viewing'], p.doing)
   limit ${MOST_PEOPLE}`,
);
