import type { Knex } from 'knex';

/**
 * Where a body has no program that is told of its applications, a change of one looks once for such a program and does no more.
 * The announcing itself, two inserts in one statement, cost every creation to be made ready although it wrote nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter function announce_application() rename to announce_to_programs;
    drop trigger announce_application on application;

    create function has_programs(p_organisation uuid) returns boolean language plpgsql stable as $$
    begin
      return exists (select from webhook where organisation_id = p_organisation and enabled);
    end $$;

    create trigger announce_application after insert or update of state, phase, registered_at, closed_at on application
      for each row when (has_programs(new.organisation_id)) execute function announce_to_programs();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger announce_application on application;
    drop function has_programs(uuid);
    alter function announce_to_programs() rename to announce_application;
    create trigger announce_application after insert or update of state, phase, registered_at, closed_at on application
      for each row execute function announce_application();
  `);
}
