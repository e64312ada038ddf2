import type { JsonObject } from '@reglament/sdk';
import type { Trouble } from './reception.ts';

/** A row of `connection` for people: without its secrets. */
export interface ConnectionRecord {
  readonly id: string;
  /** null: of the whole installation. */
  readonly organisationId: string | null;
  readonly plugin: string;
  readonly code: string;
  readonly title: string;
  readonly settings: JsonObject;
  readonly enabled: boolean;
  /** It leads to the emulator of its plugin, whatever its settings say. */
  readonly emulated: boolean;
  readonly version: number;
  readonly health: { readonly ok: boolean; readonly text: string } | null;
  readonly checkedAt: Date | null;
  readonly breakerOpenedAt: Date | null;
  readonly breakerRetryAt: Date | null;
  readonly breakerReason: string | null;
  readonly receptionFailingSince: Date | null;
  readonly receptionReason: string | null;
  readonly receptionTrouble: Trouble | null;
}

/** What opens a connection, read by the owner alone. */
export interface StoredConnection {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly code: string; readonly title: string } | null;
  readonly plugin: string;
  readonly code: string;
  readonly settings: JsonObject;
  readonly secrets: Buffer | null;
  readonly enabled: boolean;
  readonly emulated: boolean;
  readonly version: number;
  /** How the emulators of the installation are reached now; null when nobody plays them, or the connection is none of theirs. */
  readonly sides: { readonly round: number; readonly sealed: string } | null;
}

/** Columns of `connection c` in the shape of ConnectionRecord. */
export const connectionColumns = `c.id, c.organisation_id as "organisationId", c.plugin, c.code, c.title, c.settings,
  c.enabled, coalesce(c.emulated, false) as emulated, c.version, c.health, c.checked_at as "checkedAt", c.breaker_opened_at as "breakerOpenedAt",
  c.breaker_retry_at as "breakerRetryAt", c.breaker_reason as "breakerReason", c.reception_failing_since as "receptionFailingSince",
  c.reception_reason as "receptionReason", c.reception_trouble as "receptionTrouble"`;
