import type { Knex } from 'knex';

/** What goes with one case is found without reading the bus or the signatures whole: a file that goes asks who refers to it, too. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index bus_message_reply on bus_message (reply_to) where reply_to is not null;
    create index file_signature_file on file_signature (file_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index bus_message_reply, file_signature_file');
}
