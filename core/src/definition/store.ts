import type { DefinitionKind } from '@reglament/format';
import type { Database, Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import type { DefinitionVersion } from './definition-version.ts';
import { findVersion, readOtherVersions } from './queries.ts';

/**
 * Published definitions in the memory of this process: every version, since each is small and never changes. What another process has published is taken in by
 * `refresh`, or by `get` when a row names it.
 */
export interface DefinitionStore {
  /**
   * The version of this id, whatever its age. One that another process has just published is read by the caller's own
   * transaction: waiting for a second connection, transactions that fill the pool would wait for each other. Without one
   * the caller holds no connection.
   * @throws Error when there is none: ids come from our own rows
   */
  get<Kind extends DefinitionKind>(kind: Kind, id: string, trx?: Transaction): Promise<DefinitionVersion<Kind>>;
  findLatest<Kind extends DefinitionKind>(kind: Kind, code: string): DefinitionVersion<Kind> | undefined;
  /** @throws Refusal unknownService for a service, notFound for the rest. */
  latest<Kind extends DefinitionKind>(kind: Kind, code: string): DefinitionVersion<Kind>;
  /** The newest versions of a kind, by code; the same list until something is published. */
  list<Kind extends DefinitionKind>(kind: Kind): readonly DefinitionVersion<Kind>[];
  /** Every version of a kind that this process knows: one that another has just published may come a moment later. */
  versions<Kind extends DefinitionKind>(kind: Kind): readonly DefinitionVersion<Kind>[];
  /** Takes in a version that was just published. */
  add(version: DefinitionVersion): void;
  /** Takes in what other processes have published. */
  refresh(): Promise<void>;
}

export async function openDefinitionStore(database: Database): Promise<DefinitionStore> {
  const byId = new Map<string, DefinitionVersion>();
  const newest = new Map<string, DefinitionVersion>();
  const lists = new Map<DefinitionKind, readonly DefinitionVersion[]>();
  const add = (version: DefinitionVersion): void => {
    const key = `${version.kind}:${version.code}`;
    const known = byId.get(version.id) ?? version;
    byId.set(known.id, known);
    lists.delete(version.kind);
    if ((newest.get(key)?.version ?? 0) < known.version) newest.set(key, known);
  };
  const refresh = async (): Promise<void> => {
    const known = [...byId.keys()];
    for (const version of await database.inBodies([], (trx) => readOtherVersions(trx, known))) add(version);
  };
  const read = (id: string, trx?: Transaction) =>
    trx === undefined ? database.inBodies([], (own) => findVersion(own, id)) : findVersion(trx, id);
  const findLatest = <Kind extends DefinitionKind>(kind: Kind, code: string) =>
    ofKind(kind, newest.get(`${kind}:${code}`));
  await refresh();
  return {
    add,
    refresh,
    findLatest,
    get: async (kind, id, trx) => {
      const known = byId.get(id);
      const version = known ?? (await read(id, trx));
      if (known === undefined && version !== undefined) add(version);
      const found = ofKind(kind, version);
      if (found === undefined) throw new Error(`no version ${id} of a ${kind}`);
      return found;
    },
    latest: (kind, code) => {
      const version = findLatest(kind, code);
      if (version === undefined) throw missing(kind, code);
      return version;
    },
    list: <Kind extends DefinitionKind>(kind: Kind) => {
      const found =
        lists.get(kind) ??
        [...newest.values()]
          .filter((version) => version.kind === kind)
          .sort((one, other) => (one.code < other.code ? -1 : 1));
      lists.set(kind, found);
      return found as readonly DefinitionVersion<Kind>[];
    },
    versions: <Kind extends DefinitionKind>(kind: Kind) =>
      [...byId.values()].flatMap((version) => ofKind(kind, version) ?? []),
  };
}

function ofKind<Kind extends DefinitionKind>(
  kind: Kind,
  version: DefinitionVersion | undefined,
): DefinitionVersion<Kind> | undefined {
  return version !== undefined && isOfKind(kind, version) ? version : undefined;
}

function isOfKind<Kind extends DefinitionKind>(
  kind: Kind,
  version: DefinitionVersion,
): version is DefinitionVersion<Kind> {
  return version.kind === kind;
}

function missing(kind: DefinitionKind, code: string): Refusal {
  if (kind === 'service') return new Refusal('unknownService', `Услуги «${code}» нет. Выберите услугу из списка.`);
  return new Refusal('notFound', `Определения «${code}» нет.`);
}
