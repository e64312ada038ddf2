import type { JsonObject } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import type { BusFile } from './rows.ts';

export interface WaitingMessage {
  readonly number: number;
  readonly id: string;
  readonly type: string;
  readonly from: { readonly code: string; readonly title: string };
  readonly content: JsonObject;
  readonly files: readonly BusFile[];
  readonly replyTo: string | null;
}

export interface MessageSearch {
  readonly toId: string;
  readonly types: readonly string[];
  /** Number of the last message of the page before. */
  readonly after: number;
}

/** What waits for a body, in the order of sending. */
export async function listWaiting(trx: Transaction, { toId, types, after }: MessageSearch): Promise<WaitingMessage[]> {
  const { rows } = await trx.raw(
    `select m.number, m.id, m.type, jsonb_build_object('code', o.code, 'title', o.title) as "from", m.content, m.files,
       m.reply_to as "replyTo"
     from bus_message m join organisation o on o.id = m.from_id
     where m.to_id = :toId and m.taken_at is null and m.type = any (:types) and m.number > :after
     order by m.number limit 50`,
    { toId, types: [...types], after },
  );
  return rows;
}

export async function findBody(trx: Transaction, code: string): Promise<string | undefined> {
  const row = await trx('organisation').where({ code }).first('id');
  return row?.id;
}
