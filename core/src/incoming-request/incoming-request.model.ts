import type { FormDefinition } from '@reglament/format';
import type { Json, JsonObject } from '@reglament/sdk';
import type { SignatureVerdict } from '../api.gen.ts';

export type IncomingStatus = 'new' | 'inWork' | 'answered' | 'refused';

/** What came as a signature over the question; `verdict` null: nobody here can check it. */
export interface IncomingSignature {
  readonly verdict: Pick<SignatureVerdict, 'valid' | 'status' | 'text'> | null;
}

/** A row of `incoming_request`. */
export interface IncomingRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly connectionId: string;
  /** Registration number in this installation. */
  readonly number: number;
  readonly messageId: string;
  readonly reference: Json;
  readonly asker: { readonly code: string; readonly title: string };
  readonly askerNumber: string;
  readonly subject: string;
  readonly question: JsonObject;
  readonly questionForm: FormDefinition;
  readonly answerForm: FormDefinition;
  readonly signature: IncomingSignature | null;
  readonly problems: readonly string[];
  readonly status: IncomingStatus;
  readonly executor: { readonly id: string; readonly name: string } | null;
  readonly replyId: string;
  readonly answer: JsonObject | null;
  readonly answerText: string | null;
  readonly answeredBy: { readonly name: string; readonly position: string | null } | null;
  readonly answeredAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly deliveryText: string | null;
  readonly receivedAt: Date;
  /** Nothing is left but the row, by which act. */
  readonly destroyedAt: Date | null;
  readonly destroyedBy: number | null;
  readonly version: number;
}

export interface IncomingFileRow {
  readonly id: string;
  readonly side: 'question' | 'answer';
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly description: string | null;
}

const name = (alias: string) => `concat_ws(' ', ${alias}.surname, ${alias}.name, ${alias}.patronymic)`;

/** Columns of `incomingTables` in the shape of IncomingRecord. */
export const incomingColumns = `i.id, i.organisation_id as "organisationId", i.connection_id as "connectionId", i.number,
  i.message_id as "messageId", i.reference, jsonb_build_object('code', i.asker_code, 'title', i.asker_title) as asker,
  i.asker_number as "askerNumber", i.subject, i.question, i.question_form as "questionForm",
  i.answer_form as "answerForm", i.signature, i.problems, i.status, i.reply_id as "replyId", i.answer,
  i.answer_text as "answerText", i.answered_at as "answeredAt", i.delivered_at as "deliveredAt",
  i.delivery_text as "deliveryText", i.received_at as "receivedAt", i.version,
  i.destroyed_at as "destroyedAt", i.destroyed_by as "destroyedBy",
  case when e.id is not null then jsonb_build_object('id', e.id, 'name', ${name('e')}) end as executor,
  case when b.id is not null then jsonb_build_object('name', ${name('b')},
    'position', coalesce(m.position, b.position)) end as "answeredBy"`;

export const incomingTables = `incoming_request i left join user_account e on e.id = i.executor_id
  left join user_account b on b.id = i.answered_by
  left join membership m on m.user_id = b.id and m.organisation_id = i.organisation_id`;
