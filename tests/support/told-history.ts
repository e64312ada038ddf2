import { requestStartTopic } from '../../core/src/application/request-start.ts';

/** CaseHistory of one `application a` from the journal and the tables themselves, whatever the row keeps or its marks say. */
export const toldHistoryColumns = `
  (select jsonb_build_object('kind', d.kind, 'status', d.status) from decision d where d.application_id = a.id) as decision,
  (select coalesce(jsonb_object_agg(substr(e.type, 8), e.actor_id order by e.seq), '{}') from application_event e
     where e.application_id = a.id and e.type like 'action:%') as "doneBy",
  (select jsonb_build_object('action', substr(e.type, 8), 'by', e.actor_id, 'begunBy', (
      select concat_ws(' ', u.surname, u.name, u.patronymic) from application_event n join user_account u on u.id = n.actor_id
      where n.application_id = a.id and n.seq > e.seq and n.actor_id is distinct from e.actor_id order by n.seq limit 1))
    from application_event e where e.application_id = a.id and e.type like 'action:%' order by e.seq desc limit 1) as passed,
  jsonb_build_object('status', case when a.registered_at is null then 'notStarted'
    when a.paused_at is null then 'running' else 'paused' end, 'extensions', a.extensions, 'extendedDays', a.extended_days) as clock,
  a.phase = 'awaitingSignature' and result_signed(a.id) as "resultSigned",
  case when a.phase = 'awaitingSignature' then signing_of(a.id) end as signing,
  a.registered_at is null or a.closed_at is not null or not (
    exists (select from request r where r.application_id = a.id and r.status not in ('answered', 'refused', 'cancelled'))
    or exists (select from outbox o where o.topic = '${requestStartTopic}' and o.owner_id = a.id and o.done_at is null)
  ) as "requestsAnswered",
  exists (select from result_issue i where i.application_id = a.id) as issued,
  case when a.parent_id is not null and a.closed_at is null then case_concerned(a.parent_id) end as concerned`;
