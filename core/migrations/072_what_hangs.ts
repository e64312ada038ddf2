import type { Knex } from 'knex';

/**
 * What hangs on an application is marked in its row, and a card asks only for that: most cases have few of these things,
 * and each table that a statement names costs it whether or not there is a row. Marks are only ever set, by the tables
 * themselves in the transaction that writes there. Rows from before say that everything may hang on them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table application add column hangs int not null default -1');
  await knex.raw('alter table application alter column hangs set default 0');
  await knex.raw(MARKING);
  for (const { bit, table, when } of MARKS) {
    await knex.raw(`
      create trigger mark_hanging after insert on ${table} for each row ${when === undefined ? '' : `when (${when})`}
        execute function mark_hanging('${bit}');
    `);
  }
  for (const part of [CASE_HISTORY, AWAITS, DECISION, FILES, PAPERS]) await knex.raw(part);
}

const MARKS: readonly { readonly bit: number; readonly table: string; readonly when?: string }[] = [
  { bit: 1, table: 'application_event', when: `new.type like 'action:%'` },
  { bit: 2, table: 'decision' },
  { bit: 4, table: 'file' },
  { bit: 8, table: 'received_document' },
  { bit: 16, table: 'clock_entry' },
  { bit: 32, table: 'request' },
  { bit: 32, table: 'outbox', when: `new.topic = 'requestStart'` },
  { bit: 64, table: 'result_issue' },
  { bit: 128, table: 'application', when: 'new.parent_id is not null' },
];

/** As the owner: who may hang something on a case need not have the right to change its row. */
const MARKING = `
  create function mark_hanging() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_bit int := tg_argv[0]::int;
    v_application uuid;
  begin
    if tg_table_name = 'outbox' then
      v_application := new.owner_id;
    elsif tg_table_name = 'application' then
      v_application := new.parent_id;
    else
      v_application := new.application_id;
    end if;
    update application set hangs = hangs | v_bit where id = v_application and hangs & v_bit = 0;
    return null;
  end $$;
`;

/** These run as whoever asks, so that row-level security holds in them. */
export const CASE_HISTORY = `
  -- Who did which action last; the last one, and who else has done anything since.
  create function case_history(p_application uuid) returns jsonb language plpgsql stable as $$
  declare
    v_event record;
    v_done jsonb := '{}';
    v_action text;
    v_by uuid;
    v_begun uuid;
  begin
    for v_event in select type, actor_id from application_event where application_id = p_application order by seq loop
      if v_event.type like 'action:%' then
        v_action := substr(v_event.type, 8);
        v_by := v_event.actor_id;
        v_begun := null;
        v_done := v_done || jsonb_build_object(v_action, v_by);
      elsif v_begun is null and v_event.actor_id is distinct from v_by then
        v_begun := v_event.actor_id;
      end if;
    end loop;
    return jsonb_build_object('doneBy', v_done, 'passed', case when v_action is not null then jsonb_build_object(
      'action', v_action, 'by', v_by, 'begunBy', case when v_begun is not null then (
        select concat_ws(' ', surname, name, patronymic) from user_account where id = v_begun) end) end);
  end $$;
`;

const AWAITS = `
  -- Whether a request still expects something, or one is about to be made by itself.
  create function case_awaits(p_application uuid) returns boolean language plpgsql stable as $$
  begin
    return exists (select from request where application_id = p_application and status not in ('answered', 'refused', 'cancelled'))
      or exists (select from outbox where topic = 'requestStart' and owner_id = p_application and done_at is null);
  end $$;
`;

const DECISION = `
  create function case_decision(p_application uuid) returns json language plpgsql stable as $$
  begin
    return (
      select json_build_object('id', d.id, 'kind', d.kind, 'grounds', d.grounds, 'text', d.text, 'message', d.message,
        'repeat', d.repeat, 'status', d.status, 'signatures', d.signatures, 'author', json_build_object('id', author.id,
        'name', concat_ws(' ', author.surname, author.name, author.patronymic)), 'approver', case when approver.id is not null
        then json_build_object('id', approver.id, 'name', concat_ws(' ', approver.surname, approver.name, approver.patronymic)) end,
        'returnComment', d.return_comment, 'createdAt', d.created_at, 'updatedAt', d.updated_at, 'publishedAt', d.published_at,
        'revoked', case when d.revoked_by is not null then (
          select json_build_object('at', d.revoked_at, 'id', r.id, 'number', r.number) from application r
          where r.id = d.revoked_by) end)
      from decision d join user_account author on author.id = d.author_id
        left join user_account approver on approver.id = d.approver_id where d.application_id = p_application);
  end $$;

  create function case_issue(p_application uuid) returns json language plpgsql stable as $$
  begin
    return (
      select json_build_object('receiver', i.receiver, 'name', i.name, 'document', i.document, 'confirmation', i.confirmation,
        'issuedOn', i.issued_on, 'at', i.created_at, 'by', json_build_object('id', u.id,
        'name', concat_ws(' ', u.surname, u.name, u.patronymic)))
      from result_issue i join user_account u on u.id = i.user_id where i.application_id = p_application);
  end $$;
`;

const FILES = `
  -- Those of its requests stand with the requests.
  create function case_files(p_application uuid) returns json language plpgsql stable as $$
  begin
    return (
      select json_agg(json_build_object('id', f.id, 'purpose', f.purpose, 'document_code', f.document_code, 'name', f.name,
        'media_type', f.media_type, 'size', f.size, 'description', f.description, 'uploaded_by', f.uploaded_by,
        'created_at', f.created_at, 'uploader', concat_ws(' ', u.surname, u.name, u.patronymic), 'signatures', (
          select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'size', s.size, 'signers', s.signers,
            'verdict', s.verdict, 'place', s.place, 'attorney', s.attorney, 'createdAt', s.created_at, 'uploadedBy',
            json_build_object('id', s.uploaded_by, 'name', concat_ws(' ', su.surname, su.name, su.patronymic)))
            order by s.created_at, s.id), '[]')
          from file_signature s left join user_account su on su.id = s.uploaded_by
          where s.file_id = f.id and s.removed_at is null)) order by f.created_at, f.id)
      from file f left join user_account u on u.id = f.uploaded_by
      where f.application_id = p_application and f.removed_at is null and f.request_id is null);
  end $$;
`;

const PAPERS = `
  create function case_received(p_application uuid) returns json language plpgsql stable as $$
  begin
    return (
      select json_agg(json_build_object('document_code', document_code, 'title', title, 'form', form, 'sheets', sheets,
        'copies', copies, 'returned_at', returned_at, 'returned_to', returned_to) order by position)
      from received_document where application_id = p_application);
  end $$;

  -- The ledger of its term.
  create function case_clock(p_application uuid) returns json language plpgsql stable as $$
  begin
    return (
      select json_agg(json_build_object('kind', kind, 'at', at, 'days', days, 'reason', reason) order by seq)
      from clock_entry where application_id = p_application);
  end $$;
`;

export async function down(knex: Knex): Promise<void> {
  for (const name of ['clock', 'received', 'files', 'issue', 'decision', 'awaits', 'history']) {
    await knex.raw(`drop function case_${name}(uuid)`);
  }
  await knex.raw('drop function mark_hanging() cascade');
  await knex.raw('alter table application drop column hangs');
}
