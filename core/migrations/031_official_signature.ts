import type { Knex } from 'knex';

/**
 * An official's signature inside a message (ЭП-СП): a bare value, which says nothing of who made it, so its certificate
 * stands beside it; and what the key signs, for a key of one length.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table file_signature add certificate bytea;
    comment on column file_signature.certificate is 'DER; of a bare signature value. A CMS brings its own.';
    alter table request
      add prepared_bits smallint check (prepared_bits in (256, 512)),
      add prepared_digest bytea,
      add constraint request_digest_length check (
        (prepared_bits is null) = (prepared_digest is null) and octet_length(prepared_digest) * 8 = prepared_bits
      );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table request drop prepared_bits, drop prepared_digest;
    alter table file_signature drop certificate;
  `);
}
