import type { Knex } from 'knex';

/**
 * What is asked of signatures about a case that waits for them. As functions they cost the other cases nothing: a sub-select
 * is made ready with each statement that has it, whether or not its CASE is reached. They run as whoever asks, so that
 * row-level security holds in them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Whether every rendered paper of the result has a signature.
    create function result_signed(p_application uuid) returns boolean language plpgsql stable as $$
    begin
      return coalesce((
        select bool_and(exists (select from file_signature s where s.file_id = f.id and s.removed_at is null)) from file f
        where f.application_id = p_application and f.purpose = 'result' and f.media_type = 'application/pdf'
          and f.removed_at is null), false);
    end $$;

    -- Who has to sign it and who has; null when nobody in particular.
    create function signing_of(p_application uuid) returns jsonb language plpgsql stable as $$
    begin
      return (
        select jsonb_build_object('places', d.signatures, 'signed', (
          select coalesce(jsonb_agg(jsonb_build_object('place', s.place, 'by', s.uploaded_by) order by s.created_at, s.id), '[]')
          from file f join file_signature s on s.file_id = f.id
          where f.application_id = p_application and f.purpose = 'result' and f.removed_at is null and s.removed_at is null
            and s.place is not null))
        from decision d where d.application_id = p_application and d.signatures <> '[]');
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function result_signed(uuid); drop function signing_of(uuid);');
}
