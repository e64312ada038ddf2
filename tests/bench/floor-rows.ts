import type { Database } from '../../core/src/db.ts';
import { drawing, drawnPeople } from './drawn-rows.ts';

/** The same cases as the product has, in the one table of the floor. */
export async function fillFloor(database: Database, count: number, states: readonly string[]): Promise<void> {
  await database.execute(TABLE);
  await database.asOwner(async (trx) => {
    await trx.raw(`set local statement_timeout = 0`);
    const people = {
      creators: ['Соколова Марина', 'Захаров Дмитрий'],
      executors: ['Кузнецов Игорь', 'Орлова Татьяна'],
    };
    await trx.raw(CASES, { count, states, ...people, ...drawing });
  });
  await database.execute('set statement_timeout = 0');
  await database.execute('vacuum (analyze, freeze) floor_application');
}

const TABLE = `
  create table floor_application (
    id uuid primary key default gen_random_uuid(),
    number text,
    service text not null,
    status text not null,
    applicant_name text not null,
    address text,
    subject text,
    submitted_by_name text,
    source text not null default 'employee',
    creator text,
    executor text,
    created_at timestamptz not null default now(),
    registered_at timestamptz,
    due_date date,
    answers jsonb not null,
    applicant jsonb,
    representative jsonb,
    submitted_by jsonb,
    notification jsonb
  );
  create index on floor_application (service);
  create index on floor_application (status);
  create index on floor_application (created_at)`;

const CASES = `${drawnPeople}
  insert into floor_application (number, service, status, applicant_name, address, subject, submitted_by_name, creator, executor,
    created_at, registered_at, due_date, answers, applicant, representative, submitted_by, notification)
  select case when state > 1 then format('АРХ-%s', lpad(i::text, 9, '0')) end, 'landPlotPlan', (:states::text[])[state],
    concat_ws(' ', surname, name, patronymic), address, plot, concat_ws(' ', surname, name, patronymic), creator,
    case when state > 2 then executor end, at, case when state > 1 then at + interval '1 hour' end,
    case when state > 1 then (at + interval '14 days')::date end,
    :answers::jsonb || jsonb_build_object('cadastralNumber', plot, 'landAddress',
      (:answers::jsonb -> 'landAddress') || jsonb_build_object('text', address)),
    person, person, person, '{"way": "email"}'
  from people`;
