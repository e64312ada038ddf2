import type { Json, JsonObject, KeyBits } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import { prepared, type Statement, together, type Value } from '../db-batch.ts';
import type { KeptStatus } from './life.ts';

export interface NewRequest {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly entry: string;
  readonly typeCode: string;
  readonly typeVersionId: string;
  readonly plugin: string;
  readonly kind: string;
  readonly kindVersion: string;
  readonly connectionId: string;
  readonly question: JsonObject;
  readonly origins: Readonly<Record<string, readonly string[]>>;
  readonly status: KeptStatus;
  readonly authorId: string;
  readonly createdAt: Date;
  /** A uuid of the author's own: the same again gives the request that there is. */
  readonly key: string;
}

/** Undefined when the author has made one under this key before. */
export async function insertRequest(trx: Transaction, row: NewRequest): Promise<string | undefined> {
  const [made] = await trx('request')
    .insert({
      organisation_id: row.organisationId,
      application_id: row.applicationId,
      entry: row.entry,
      type_code: row.typeCode,
      type_version_id: row.typeVersionId,
      plugin: row.plugin,
      kind: row.kind,
      kind_version: row.kindVersion,
      connection_id: row.connectionId,
      question: JSON.stringify(row.question),
      origins: JSON.stringify(row.origins),
      status: row.status,
      author_id: row.authorId,
      creation_key: row.key,
      created_at: row.createdAt,
      updated_at: row.createdAt,
    })
    .onConflict(['application_id', 'creation_key'])
    .ignore()
    .returning<{ id: string }[]>('id');
  return made?.id;
}

export async function findByKey(trx: Transaction, applicationId: string, key: string): Promise<string | undefined> {
  const row = await trx('request').where({ application_id: applicationId, creation_key: key }).first('id');
  return row?.id;
}

export interface RequestChanges {
  readonly status?: KeptStatus;
  readonly question?: JsonObject;
  readonly origins?: Readonly<Record<string, readonly string[]>>;
  readonly preparedFileId?: string | null;
  readonly preparedFormat?: 'cms' | 'raw' | null;
  readonly preparedBits?: KeyBits | null;
  readonly preparedDigest?: Uint8Array | null;
  readonly answer?: Json;
  readonly interimText?: string | null;
  readonly resultText?: string | null;
  readonly errorCode?: string | null;
  readonly messageId?: string | null;
  readonly emulated?: boolean;
  readonly sentAt?: Date;
  readonly answeredAt?: Date;
  readonly lastExchangeAt?: Date;
  readonly broughtBy?: string;
  readonly broughtReason?: string;
}

/** What was prepared to be signed no longer fits what will be sent. */
export const unprepared = {
  preparedFileId: null,
  preparedFormat: null,
  preparedBits: null,
  preparedDigest: null,
} as const satisfies RequestChanges;

const columnOf = {
  status: 'status',
  question: 'question',
  origins: 'origins',
  preparedFileId: 'prepared_file_id',
  preparedFormat: 'prepared_format',
  preparedBits: 'prepared_bits',
  preparedDigest: 'prepared_digest',
  answer: 'answer',
  interimText: 'interim_text',
  resultText: 'result_text',
  errorCode: 'error_code',
  messageId: 'message_id',
  emulated: 'emulated',
  sentAt: 'sent_at',
  answeredAt: 'answered_at',
  lastExchangeAt: 'last_exchange_at',
  broughtBy: 'brought_by',
  broughtReason: 'brought_reason',
} as const satisfies Record<keyof RequestChanges, string>;

const jsonColumns: ReadonlySet<string> = new Set(['question', 'origins', 'answer']);

/** Under the row's lock; raises the version. One statement for each set of columns, and of these there are a dozen. */
export function changeRequest(
  { id, now }: { readonly id: string; readonly now: Date },
  changes: RequestChanges,
): Statement {
  const names = (Object.keys(changes) as (keyof RequestChanges)[]).filter((name) => changes[name] !== undefined);
  const columns = names.map((name) => columnOf[name]).toSorted();
  const values = new Map(names.map((name) => [columnOf[name], storedValue(name, changes[name])]));
  const sets = columns.map((column, at) => `, ${column} = $${at + 3}`).join('');
  const text = `update request set version = version + 1, updated_at = $2${sets} where id = $1::uuid`;
  return prepared(`update_request ${columns.join(' ')}`, text)(
    id,
    now,
    ...columns.map((column) => values.get(column) ?? null),
  );
}

function storedValue(name: keyof RequestChanges, value: unknown): Value {
  if (value === null) return null;
  if (jsonColumns.has(columnOf[name])) return JSON.stringify(value);
  return value instanceof Uint8Array ? Buffer.from(value) : (value as Value);
}

export async function updateRequest(
  trx: Transaction,
  place: { readonly id: string; readonly now: Date },
  changes: RequestChanges,
): Promise<void> {
  await together(trx, [changeRequest(place, changes)]);
}
