import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose exchange is under way: what goes through the host's `fetch` meanwhile is kept with it. */
const about = new AsyncLocalStorage<string | undefined>();

/** `ownerId`: of a request, a reply, a notice. */
export function onBehalfOf<T>(ownerId: string | undefined, work: () => T): T {
  return about.run(ownerId, work);
}

export function currentOwner(): string | undefined {
  return about.getStore();
}
