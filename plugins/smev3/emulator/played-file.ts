import { randomUUID } from 'node:crypto';
import type { Attachment } from './attachment.ts';
import type { FileStorage } from './file-storage.ts';

/** A file in a scenario. */
export interface PlayedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text?: string;
  readonly base64?: string;
  /** Detached CMS, base64. */
  readonly signature?: string;
  /** Absent: beside the envelope. */
  readonly by?: 'message' | 'storage';
}

/** Lays the file where it is to be fetched from. */
export function playFile(
  storage: FileStorage,
  { name, mediaType, text, base64, signature, by }: PlayedFile,
): Attachment {
  const content = base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');
  if (by !== 'storage') return { id: name, mediaType, content, signature };
  const uuid = randomUUID();
  storage.put(uuid, { name, content });
  return { id: uuid, mediaType, content, signature, storedAs: name };
}
