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

/** Lays the files where they are to be fetched from. */
export function playFiles(storage: FileStorage, files: readonly PlayedFile[]): Attachment[] {
  const ids = new Set<string>();
  return files.map(({ name, mediaType, text, base64, signature, by }) => {
    const content = base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');
    if (by === 'storage') {
      const uuid = randomUUID();
      storage.put(uuid, { name, content });
      return { id: uuid, mediaType, content, signature, storedAs: name };
    }
    const id = contentIdOf(name, ids);
    ids.add(id);
    return { id, mediaType, content, signature };
  });
}

/** A message tells no name of a file but its `contentId`, which is an `xs:ID`: without spaces, and only once. */
function contentIdOf(name: string, taken: ReadonlySet<string>): string {
  const id = name.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^(?![\p{L}_])/u, '_');
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `_${number}_${id}`;
  return free;
}
