import { Readable } from 'node:stream';
import type { Transaction } from '../db.ts';
import { insertFile } from './rows.ts';
import type { FileStore } from './store.ts';

export interface GeneratedFile {
  organisationId: string;
  applicationId: string;
  name: string;
  mediaType: string;
  content: Uint8Array;
  description: string | null;
  createdAt: Date;
}

/** A paper that the system made itself (a published decision); called inside the transaction that publishes it. */
export async function addGeneratedFile(trx: Transaction, files: FileStore, paper: GeneratedFile): Promise<string> {
  const { content, ...facts } = paper;
  const received = await files.receive(Readable.from([Buffer.from(content)]), content.length);
  const { size, sha256 } = received;
  const storageKey = await received.keep();
  const file = { ...facts, purpose: 'result', documentCode: null, uploadedBy: null, size, sha256, storageKey } as const;
  return insertFile(trx, file);
}
