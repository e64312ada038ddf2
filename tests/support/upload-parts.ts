import { createHash } from 'node:crypto';
import { expected } from './factories.ts';
import type { Answer, Client } from './http-client.ts';

export const octets = { 'Content-Type': 'application/octet-stream' };

export interface Sent {
  readonly name: string;
  readonly content: Uint8Array;
}

export async function beginUpload(client: Client, { name, content }: Sent) {
  return expected(await client.post('/api/me/uploads', { name, size: content.length, mark: '1' }), 201);
}

/** The part that begins at `offset`. */
export function sendPart(
  client: Client,
  { id, partSize }: { readonly id: string; readonly partSize: number },
  { content, offset }: { readonly content: Uint8Array; readonly offset: number },
): Promise<Answer> {
  const body = new Uint8Array(content.subarray(offset, offset + partSize));
  return client.send('PUT', `/api/me/uploads/${id}?offset=${offset}`, { body, headers: octets });
}

/** Sends all of it, and gives what is said where it is attached. */
export async function sendParts(client: Client, sent: Sent): Promise<{ name: string; upload: string; sha256: string }> {
  let view = await beginUpload(client, sent);
  while (view.offset < view.size) {
    view = expected(await sendPart(client, view, { content: sent.content, offset: view.offset }));
  }
  const sha256 = createHash('sha256').update(sent.content).digest('hex');
  return { name: sent.name, upload: view.id, sha256 };
}
