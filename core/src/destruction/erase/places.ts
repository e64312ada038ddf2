/**
 * Where a case keeps what is of a person, table by table, and what becomes of it when the case is destroyed. The one list: erasing goes by it, and
 * a test holds it against the catalogue of the database, so that a new table or column cannot be forgotten.
 */
export interface Place {
  readonly table: string;
  /** Which rows are the case's: SQL over `:application`, `:organisation`, `:owners` (the case, its requests, messages, notices). */
  readonly of: string;
  /** `rows`: they go. Otherwise columns with the SQL of what they hold afterwards; the others are in `kept`. */
  readonly erased: 'rows' | Readonly<Record<string, string>>;
  /** Of no person, or of employees alone: statistics, registers and the chain of the journal go on living by it. */
  readonly kept?: readonly string[];
}

const ofCase = 'application_id = :application';
const ofOwners = 'owner_id = any(:owners::uuid[])';
const asked = 'from request q where q.application_id = :application';

/** Of whatever topic: topics are few, and the index begins with them. */
export const entriesOf = (owner: string) => `id in (
  with recursive topics (topic) as (
    select min(topic) from outbox union all
    select (select min(o.topic) from outbox o where o.topic > t.topic) from topics t where t.topic is not null)
  select o.id from topics t join outbox o on o.topic = t.topic and o.${owner})`;

/** Two ways, each by its index: what the case has asked by the bus, and what came back. */
export function messagesOf(columns: string): string {
  return `select ${columns} from bus_message m where m.from_id = :organisation and m.id in (select q.message_id ${asked})
    union all select ${columns} from bus_message m where m.to_id = :organisation and m.reply_to in (select q.message_id ${asked})`;
}

/** The same of what other systems have sent: about the case, or in answer to its requests. */
export function deliveriesOf(columns: string): string {
  return `select ${columns} from delivery d where d.application_id = :application
    union all select ${columns} from delivery d where d.request_id in (select q.id ${asked})`;
}

/** In this order: what refers to a row goes before it. */
export const places: readonly Place[] = [
  { table: 'file_signature', of: `file_id in (select id from file where ${ofCase})`, erased: 'rows' },
  { table: 'duty_entry', of: ofCase, erased: 'rows' },
  { table: 'result_issue', of: ofCase, erased: 'rows' },
  { table: 'received_document', of: ofCase, erased: 'rows' },
  { table: 'notice', of: ofCase, erased: 'rows' },
  { table: 'staff_notice', of: ofCase, erased: 'rows' },
  { table: 'applicant_question', of: ofCase, erased: 'rows' },
  { table: 'publication', of: ofCase, erased: 'rows' },
  { table: 'webhook_delivery', of: ofCase, erased: 'rows' },
  { table: 'presence', of: ofCase, erased: 'rows' },
  { table: 'exchange_message', of: ofOwners, erased: 'rows' },
  {
    table: 'provider_value',
    of: '(connection_id, owner) in (select c.id, owner from connection c cross join unnest(:owners::text[]) owner)',
    erased: 'rows',
  },
  { table: 'outbox', of: entriesOf(ofOwners), erased: 'rows' },
  {
    table: 'bus_message',
    of: `number in (${messagesOf('m.number')})`,
    erased: 'rows',
  },
  {
    table: 'delivery',
    of: `id in (${deliveriesOf('d.id')})`,
    erased: {
      original: `''`,
      outcome: 'null',
      verdicts: `'[]'`,
      files: `'[]'`,
      command: 'null',
      reason: 'null',
      resolution: 'null',
      forgotten_at: 'coalesce(forgotten_at, :now)',
    },
    kept: [
      ...['id', 'organisation_id', 'connection_id', 'message_id', 'kind', 'request_id', 'application_id', 'status'],
      ...['received_at', 'resolved_at', 'resolved_by', 'emulated', 'sender'],
    ],
  },
  {
    table: 'request',
    of: ofCase,
    erased: {
      question: `'{}'`,
      origins: `'{}'`,
      answer: 'null',
      interim_text: 'null',
      result_text: 'null',
      message_id: 'null',
      prepared_file_id: 'null',
      prepared_format: 'null',
      prepared_bits: 'null',
      prepared_digest: 'null',
      brought_by: 'null',
      brought_reason: 'null',
    },
    kept: [
      ...[
        'id',
        'organisation_id',
        'application_id',
        'number',
        'entry',
        'type_code',
        'type_version_id',
        'plugin',
        'kind',
      ],
      ...[
        'kind_version',
        'connection_id',
        'status',
        'error_code',
        'author_id',
        'creation_key',
        'version',
        'created_at',
      ],
      ...['updated_at', 'sent_at', 'answered_at', 'last_exchange_at', 'emulated'],
    ],
  },
  {
    table: 'decision',
    of: ofCase,
    erased: { text: `''`, message: `''`, return_comment: 'null', repeat: 'null', signatures: `'[]'`, paper: 'null' },
    kept: [
      ...[
        'id',
        'organisation_id',
        'application_id',
        'kind',
        'grounds',
        'status',
        'author_id',
        'approver_id',
        'created_at',
      ],
      ...['updated_at', 'published_at', 'revoked_at', 'revoked_by'],
    ],
  },
  { table: 'file', of: ofCase, erased: 'rows' },
  {
    table: 'clock_entry',
    of: `${ofCase} and reason is not null`,
    erased: { reason: 'null' },
    kept: ['id', 'organisation_id', 'application_id', 'seq', 'kind', 'at', 'days', 'actor_id'],
  },
  {
    table: 'bulk_row',
    of: ofCase,
    erased: { reason: 'null' },
    kept: ['run_id', 'organisation_id', 'position', 'application_id', 'version', 'status'],
  },
  {
    table: 'application_event_payload',
    of: `destroyed_at is null and event_id in (select id from application_event where ${ofCase} and type <> 'destroyed')`,
    erased: { text: 'null', destroyed_at: ':now' },
    kept: ['event_id', 'organisation_id'],
  },
  {
    table: 'application',
    of: 'id = :application',
    erased: {
      answers: `'{}'`,
      accepted: `'{}'`,
      applicant_id: 'null',
      applicant: 'null',
      representative: 'null',
      submitted_by: 'null',
      notification: 'null',
      list_applicant: `''`,
      list_address: `''`,
      list_subject: `''`,
      list_submitted_by: `''`,
      list_duty: 'null',
      portal_connection_id: 'null',
      external_id: 'null',
      external_reference: 'null',
      creation_key: 'null',
      duty: 'null',
      destroyed_at: ':now',
      destroyed_by: ':act',
    },
    kept: [
      ...[
        'id',
        'organisation_id',
        'department_id',
        'number',
        'service_code',
        'service_version_id',
        'workflow_version_id',
      ],
      ...[
        'state',
        'phase',
        'version',
        'source',
        'creator_id',
        'executor_id',
        'registrar_id',
        'created_at',
        'updated_at',
      ],
      ...['registered_at', 'due_date', 'closed_at', 'listed_at', 'variant', 'paused_at', 'extensions', 'extended_days'],
      ...[
        'warn_on',
        'parent_id',
        'returned_at',
        'ended_at',
        'outcome',
        'issue_due_at',
        'awaited_function',
        'also_awaited',
      ],
      ...['hangs', 'done', 'discarded_at', 'discarded_by'],
    ],
  },
];

/** Why the other tables hold nothing that destruction has to take, of a case or of a request of another body. */
export const otherTables: Readonly<Record<string, string>> = {
  absence: 'of employees',
  access_log: 'who looked at which case, by ids; forgotten by its own term',
  admin_event: 'of administration; holds nothing of applicants',
  api_token: 'of programs',
  applicant: 'emptied when no body has a case of the person any more; see applicants.ts',
  applicant_event: 'loses its values with the applicant; see applicants.ts',
  applicant_link: 'goes with the last case of the person in the body; see applicants.ts',
  application_event: 'the chain: what happened when, by whom; its content stands apart',
  attorney: 'of employees',
  bulk_run: 'an action over many cases, gone after a week',
  calendar_recount: 'of calendars',
  connection: 'of other systems',
  deadline_mark: 'days',
  definition_draft: 'definitions hold no person: see the decision on cases that become tests',
  definition_draft_step: 'as definition_draft',
  definition_version: 'as definition_draft',
  department: 'of the body',
  destruction_act: 'of the act itself',
  destruction_content: 'digests of the contents that the act takes away',
  destruction_row: 'the act names its subjects for three years and forgets them then',
  digest: 'letters to employees, which hold no personal data',
  digest_setting: 'of employees',
  draft_publication: 'of definitions',
  emulator_host: 'of processes',
  identity_body: 'of sign-in',
  identity_ended: 'of sign-in',
  identity_link: 'of employees',
  identity_login: 'of sign-in',
  job_decision: 'of jobs',
  journal_seal: 'digests',
  list_export: 'lists of a person, gone after a day',
  list_export_part: 'as list_export',
  login_attempt: 'of sign-in',
  membership: 'of employees',
  notice_setting: 'of employees',
  number_counter: 'numbers',
  organisation: 'of the body',
  plugin_log: 'facts of exchanges, of which plugins tell no person',
  rights_mark: 'a counter',
  role: 'of the body',
  saved_view: 'filters of employees',
  session: 'of employees',
  test_run: 'of made-up cases',
  test_run_tester: 'of employees',
  unreferenced_content: 'digests',
  upload: 'begun uploads, gone after a day',
  upload_part: 'as upload',
  user_account: 'of employees',
  user_preference: 'of employees',
  user_role: 'of employees',
  webhook: 'of programs',
};
