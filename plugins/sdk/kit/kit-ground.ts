import { createKitFetch, type KitFetchOptions } from './kit-fetch.ts';
import { type KitStore, openKitStore } from './kit-store.ts';

/** What a host stands on. The kit has its own; a platform that is to be held to the same cases gives its parts instead. */
export interface KitGround {
  /** A database of its own for each scene. */
  openStore(): KitStore;
  openFetch(options: KitFetchOptions): typeof fetch;
}

export const ownGround: KitGround = { openStore: openKitStore, openFetch: createKitFetch };
