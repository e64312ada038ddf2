import type { Client } from './http-client.ts';

/** A detached signature of a file by the person's own training key, as the page makes it in a demonstration. */
export async function trainingSignature(client: Client, file: string): Promise<Buffer> {
  const { bytes } = await client.get(`/api/files/${file}/content`);
  return signatureOf(client, bytes);
}

export async function signatureOf(client: Client, content: Uint8Array): Promise<Buffer> {
  const answer = await client.send('POST', '/api/training-signature?form=cms', {
    body: new Uint8Array(content),
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  return answer.bytes;
}
