import type { Client } from './http-client.ts';

/** A draft of the demo service, for tests of what hangs on an application. */
export async function newDraft(client: Client, content: object = {}): Promise<{ id: string; version: number }> {
  const answer = await client.post('/api/applications', { service: 'landPlotPlan', ...content });
  if (answer.status !== 201) throw new Error(`a draft was refused: ${answer.status} ${answer.text}`);
  return answer.body;
}

export interface Upload {
  name: string;
  content: Uint8Array;
  purpose?: string;
  document?: string;
  description?: string;
}

/** Uploads as the interface does: the content itself as the body. */
export function upload(client: Client, application: string, { content, ...facts }: Upload) {
  const query = new URLSearchParams({ purpose: 'attachment', ...facts });
  return client.send('POST', `/api/applications/${application}/files?${query}`, {
    body: new Uint8Array(content),
    headers: { 'Content-Type': 'application/octet-stream' },
  });
}
