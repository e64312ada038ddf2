import type { DefinitionKind, DefinitionKinds } from '@reglament/format';

/** Code → id of a version. */
export interface Frozen {
  readonly requestType?: Readonly<Record<string, string>>;
}

/** A published version: never changes, so whoever holds it may keep it. */
export interface DefinitionVersion<Kind extends DefinitionKind = DefinitionKind> {
  readonly id: string;
  readonly kind: Kind;
  readonly code: string;
  /** Counts from 1 within kind and code. */
  readonly version: number;
  readonly content: DefinitionKinds[Kind];
  /** Canonical text; `content` is read from it, because jsonb forgets the order of keys. */
  readonly text: string;
  readonly sha256: string;
  readonly author: string | null;
  readonly comment: string | null;
  /** Other definitions as they were when this one was published. */
  readonly frozen: Frozen;
  readonly publishedAt: Date;
}

export type VersionHead = Omit<DefinitionVersion, 'content'>;
