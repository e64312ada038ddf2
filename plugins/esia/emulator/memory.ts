import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** What the provider remembers, for as long as the process lives; one for its successor with other keys, too. */
const kept = new Map<string, Kept>();

export function memoryAdapter(kind: string): Adapter {
  const keyOf = (id: string) => `${kind} ${id}`;
  const find = async (id: string) => {
    const found = kept.get(keyOf(id));
    return found === undefined || found.until < Date.now() ? undefined : found.payload;
  };
  const among = async (fits: (payload: AdapterPayload) => boolean) => {
    for (const [key, { payload }] of kept) if (key.startsWith(`${kind} `) && fits(payload)) return payload;
    return undefined;
  };
  return {
    find,
    findByUid: (uid) => among((payload) => payload.uid === uid),
    findByUserCode: (code) => among((payload) => payload.userCode === code),
    async upsert(id, payload, seconds = 600) {
      kept.set(keyOf(id), { payload, until: Date.now() + seconds * 1000 });
    },
    async consume(id) {
      const payload = await find(id);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      kept.delete(keyOf(id));
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  };
}
