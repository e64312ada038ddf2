import type { Knex } from 'knex';

/**
 * Bytes of the exchange are kept for as long as the settings say. What is fresh nobody removes and nobody changes, as before;
 * what is older than 90 days only the owner, whom the application's role is not.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function refuse_fresh_removal() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and old.at < now() - interval '90 days' then
        return old;
      end if;
      raise exception 'table % is append-only: % is refused', tg_table_name, tg_op using errcode = 'RG001';
    end $$;
    drop trigger append_only on exchange_message;
    create trigger append_only before update or delete on exchange_message
      for each row execute function refuse_fresh_removal();
    create index exchange_message_at on exchange_message (at);
    create index delivery_original on delivery (received_at) where status <> 'quarantine' and octet_length(original) > 0;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index delivery_original;
    drop index exchange_message_at;
    drop trigger append_only on exchange_message;
    create trigger append_only before update or delete on exchange_message
      for each row execute function refuse_change();
    drop function refuse_fresh_removal();
  `);
}
