import type { DraftView } from '../../core/src/api.gen.ts';
import { differences, type Json } from '../../core/src/rules.ts';
import { expected } from './factories.ts';
import type { Client } from './http-client.ts';

/** Drafts of types of requests, made of a provider's files as an administrator makes them. */
export function typeDrafts(admin: () => Client) {
  const read = async (id: string): Promise<DraftView> => expected(await admin().get(`/api/admin/drafts/${id}`));
  return {
    read,
    send: (body: Uint8Array<ArrayBuffer>, choice: Record<string, string>) =>
      admin().send('POST', `/api/admin/request-types/drafts?${new URLSearchParams({ provider: 'smev3', ...choice })}`, {
        body,
        headers: { 'Content-Type': 'application/octet-stream' },
      }),
    change: async (id: string, label: string, how: (content: never) => unknown) => {
      const { content, revision } = await read(id);
      const changes = differences(content as Json, how(structuredClone(content) as never) as Json);
      return expected(await admin().post(`/api/admin/drafts/${id}/steps`, { revision, steps: [{ label, changes }] }));
    },
    publishDraft: async (id: string): Promise<void> => {
      const { revision } = await read(id);
      const body = { revision, comment: 'Новый вид', acceptWarnings: true };
      expected(await admin().post(`/api/admin/drafts/${id}/publication`, body));
    },
  };
}
