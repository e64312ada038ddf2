import type { Json } from '../src/index.ts';

/** What survives a crash: the values of `once` and `renew`, as the platform's database keeps them. */
export interface KitStore {
  once(owner: string, key: string, make: () => Json): Promise<Json>;
  renew(owner: string, key: string, make: () => Json): Promise<Json>;
  owner(key: string, value: Json): Promise<string | undefined>;
  /** Whose value this is, under whatever key. */
  ownerOf(value: Json): string | undefined;
}

/** Shared by the hosts of several processes. Values go in and out as JSON, and who comes first wins, as in a database. */
export function openKitStore(): KitStore {
  const values = new Map<string, string>();
  const owners = new Map<string, string>();
  const ownersByValue = new Map<string, string>();
  const keep = (owner: string, key: string, value: string) => {
    values.set(JSON.stringify([owner, key]), value);
    owners.set(JSON.stringify([key, value]), owner);
    ownersByValue.set(value, owner);
    return JSON.parse(value) as Json;
  };
  return {
    async once(owner, key, make) {
      const known = () => values.get(JSON.stringify([owner, key]));
      const before = known();
      if (before !== undefined) return JSON.parse(before);
      const made = JSON.stringify(make());
      await nextTurn();
      const after = known();
      return after === undefined ? keep(owner, key, made) : JSON.parse(after);
    },
    async renew(owner, key, make) {
      const made = JSON.stringify(make());
      await nextTurn();
      return keep(owner, key, made);
    },
    async owner(key, value) {
      await nextTurn();
      return owners.get(JSON.stringify([key, JSON.stringify(value)]));
    },
    ownerOf: (value) => ownersByValue.get(JSON.stringify(value)),
  };
}

/** A commit takes time, and in that time others run. */
const nextTurn = () => new Promise<void>((done) => setImmediate(done));
