import { readPresentDocuments } from '../../application/queries.ts';
import type { Transaction } from '../../db.ts';
import { journalOf } from '../../journal/queries.ts';
import { listRequests } from '../../request/queries.ts';
import type { CaseStory, StoryPayload } from './story.ts';

/** More than any case has. */
const mostEvents = 2000;

export interface CaseHead {
  readonly id: string;
  readonly serviceCode: string;
  readonly organisationId: string;
  readonly timeZone: string;
  readonly source: CaseStory['source'];
  readonly applicantKind: CaseStory['applicantKind'];
  readonly hasRepresentative: boolean;
}

export async function findCaseHead(trx: Transaction, id: string): Promise<CaseHead | undefined> {
  const { rows } = await trx.raw(
    `select a.id, a.service_code as "serviceCode", a.organisation_id as "organisationId", body.time_zone as "timeZone", a.source,
       coalesce(a.applicant ->> 'kind', 'person') as "applicantKind", a.representative is not null as "hasRepresentative"
     from application a join organisation body on body.id = a.organisation_id where a.id = ?`,
    [id],
  );
  return rows[0];
}

/** All that the transaction may see of it. */
export async function readStory(trx: Transaction, head: CaseHead): Promise<CaseStory> {
  const { id, organisationId, serviceCode, ...facts } = head;
  const entries = await journalOf(trx, id, { after: 0, limit: mostEvents });
  const requests = await listRequests(trx, id);
  const functions = await listHeld(trx, { organisationId, serviceCode, applicationId: id });
  return {
    ...facts,
    events: entries.map(({ at, type, actor, payload }) => ({
      ...{ at, type, actor: actor?.id ?? null },
      payload: (payload ?? {}) as StoryPayload,
    })),
    requests: requests.map(({ entry, author, createdAt, status }) => ({
      ...{ entry, author: author.id, at: createdAt, status },
    })),
    documents: [...(await readPresentDocuments(trx, id))],
    functions,
  };
}

interface HeldFor {
  readonly organisationId: string;
  readonly serviceCode: string;
  readonly applicationId: string;
}

/** Functions of those who have a part in the case: what they hold now for its service. */
async function listHeld(trx: Transaction, by: HeldFor): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await trx.raw(
    `select g.user_id as id, array_agg(distinct held.code order by held.code) as functions
     from user_role g join role r on r.id = g.role_id cross join lateral unnest(r.functions) held(code)
     where g.organisation_id = :organisationId and (g.service_code is null or g.service_code = :serviceCode)
       and g.user_id in (
         select actor_id from application_event where application_id = :applicationId
         union select executor_id from application where id = :applicationId
         union select author_id from request where application_id = :applicationId)
     group by g.user_id`,
    { ...by },
  );
  return new Map(rows.map((row: { id: string; functions: string[] }) => [row.id, row.functions]));
}

export interface TestCase {
  readonly id: string;
  readonly number: string | null;
  readonly state: string;
  readonly createdAt: Date;
}

/** The latest applications of a stand for the service that is tried there. */
export async function listTestCases(trx: Transaction, serviceCode: string): Promise<TestCase[]> {
  const { rows } = await trx.raw(
    `select id, number, state, created_at as "createdAt" from application where service_code = ? and discarded_at is null
     order by created_at desc, id desc limit 50`,
    [serviceCode],
  );
  return rows;
}
