import { buffer } from 'node:stream/consumers';
import type { Json, Notice, NoticeAnswer, NoticeKind, OutgoingFile } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import type { FileStore } from '../file/store.ts';
import { listFileSignatures } from '../request/queries.ts';
import { joinSignatures } from '../signature/join-cms.ts';

export interface PublicationRow {
  readonly id: string;
  readonly sequence: number;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
  readonly failedAt: Date | null;
  readonly deliveryText: string | null;
  readonly files: number;
}

/** What the portal is told of one application, the oldest first: as many as its states and messages, so all of them. */
export async function listPublications(trx: Transaction, applicationId: string): Promise<PublicationRow[]> {
  const { rows } = await trx.raw(
    `select id, sequence, kind, title, text, created_at as "createdAt", delivered_at as "deliveredAt",
       failed_at as "failedAt", delivery_text as "deliveryText", cardinality(files) as files
     from publication where application_id = ? order by sequence limit 1000`,
    [applicationId],
  );
  return rows;
}

export interface Outgoing {
  readonly id: string;
  readonly applicationId: string;
  readonly organisationId: string;
  readonly sequence: number;
  readonly kind: NoticeKind;
  readonly code: string | null;
  readonly title: string;
  readonly text: string;
  readonly final: boolean;
  readonly files: readonly string[];
  readonly createdAt: Date;
  readonly answer: NoticeAnswer | null;
  readonly number: string | null;
  readonly service: string;
  readonly externalId: string;
  readonly reference: Json;
  /**
   * Something newer has gone or is on its way: this one, repeated by hand, must not go after it. An answer to a question is
   * overtaken by another answer to that question only.
   */
  readonly superseded: boolean;
}

export async function findOutgoing(trx: Transaction, id: string): Promise<Outgoing | undefined> {
  const { rows } = await trx.raw(
    `select p.id, p.application_id as "applicationId", p.organisation_id as "organisationId", p.sequence, p.kind, p.code,
       p.title, p.text, p.final, p.files, p.created_at as "createdAt", p.answer, a.number, a.service_code as service,
       a.external_id as "externalId", a.external_reference -> 'reference' as reference,
       exists (select from publication n join outbox o on o.topic = 'publication' and o.owner_id = n.id
         where n.application_id = p.application_id and n.sequence > p.sequence
           and (p.question_id is null or n.question_id = p.question_id)) as superseded
     from publication p join application a on a.id = p.application_id where p.id = ?`,
    [id],
  );
  return rows[0];
}

/** As the portal's plugin gets it, the same at every try. */
export async function noticeOf(trx: Transaction, one: Outgoing, store: FileStore): Promise<Notice> {
  const { id, sequence, kind, externalId, number, service, reference, code, title, text, final } = one;
  const application = { externalId, number, service, reference };
  const files = await filesOf(trx, one.files, store);
  const facts = { id, sequence, kind, application, code, title, text, final, files, at: one.createdAt };
  return { ...facts, ...(one.answer === null ? {} : { answer: one.answer }) };
}

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly description: string | null;
}

async function filesOf(trx: Transaction, ids: readonly string[], store: FileStore): Promise<OutgoingFile[]> {
  const { rows } = await trx.raw<{ rows: FileRow[] }>(
    `select f.id, f.name, f.media_type as "mediaType", f.size, f.sha256, f.storage_key as "storageKey", f.description
     from file f join unnest(?::uuid[]) with ordinality as wanted (id, place) on wanted.id = f.id order by wanted.place`,
    [[...ids]],
  );
  const files: OutgoingFile[] = [];
  for (const { storageKey, description, ...file } of rows) {
    const signatures: Buffer[] = [];
    for (const one of await listFileSignatures(trx, file.id))
      signatures.push(await buffer(await store.open(one.storageKey)));
    const signature = joinSignatures(signatures);
    files.push({
      ...file,
      ...(description === null ? {} : { description }),
      ...(signature === undefined ? {} : { signature }),
      open: () => store.open(storageKey),
    });
  }
  return files;
}
