import type { Json, JsonObject, KeyBits } from '@reglament/sdk';
import type { KeptStatus } from './life.ts';

/** A row of `request`. */
export interface RequestRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly applicationId: string;
  readonly number: number;
  /** Code of the entry in the service's list. */
  readonly entry: string;
  readonly typeCode: string;
  readonly typeVersionId: string;
  readonly plugin: string;
  readonly kind: string;
  readonly kindVersion: string;
  readonly connectionId: string | null;
  readonly status: KeptStatus;
  readonly question: JsonObject;
  /** Pointer in the question → paths in the application that its value came from. */
  readonly origins: Readonly<Record<string, readonly string[]>>;
  /** The file that holds what is to be signed. */
  readonly preparedFileId: string | null;
  readonly preparedFormat: 'cms' | 'raw' | null;
  /** With `raw`: what a key of this length signs. */
  readonly preparedBits: KeyBits | null;
  readonly preparedDigest: Buffer | null;
  readonly answer: Json;
  readonly interimText: string | null;
  readonly resultText: string | null;
  readonly errorCode: string | null;
  readonly messageId: string | null;
  /** The last side that was asked, or that answered, was an emulator: what it says is made up. */
  readonly emulated: boolean;
  /** A person brought the answer, in another way than the exchange. */
  readonly brought: { readonly by: { readonly id: string; readonly name: string }; readonly reason: string } | null;
  readonly author: { readonly id: string; readonly name: string; readonly position: string | null };
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly sentAt: Date | null;
  readonly answeredAt: Date | null;
  readonly lastExchangeAt: Date | null;
}

/** Columns of `request r` joined with its author `u`, who brought its answer `b` and their membership `m`, in the shape of RequestRecord. */
export const requestColumns = `r.id, r.organisation_id as "organisationId", r.application_id as "applicationId", r.number,
  r.entry, r.type_code as "typeCode", r.type_version_id as "typeVersionId", r.plugin, r.kind,
  r.kind_version as "kindVersion", r.connection_id as "connectionId", r.status, r.question, r.origins, r.prepared_file_id as "preparedFileId",
  r.prepared_format as "preparedFormat", r.prepared_bits as "preparedBits", r.prepared_digest as "preparedDigest", r.answer, r.interim_text as "interimText", r.result_text as "resultText", r.error_code as "errorCode",
  r.message_id as "messageId", coalesce(r.emulated, false) as emulated, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt",
  r.sent_at as "sentAt", r.answered_at as "answeredAt", r.last_exchange_at as "lastExchangeAt",
  case when b.id is not null then jsonb_build_object('reason', r.brought_reason, 'by', jsonb_build_object('id', b.id,
    'name', concat_ws(' ', b.surname, b.name, b.patronymic))) end as brought,
  jsonb_build_object('id', u.id, 'name', concat_ws(' ', u.surname, u.name, u.patronymic),
    'position', coalesce(m.position, u.position)) as author`;

export const requestTables = `request r join user_account u on u.id = r.author_id
  left join user_account b on b.id = r.brought_by
  left join membership m on m.user_id = u.id and m.organisation_id = r.organisation_id`;
