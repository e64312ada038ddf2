import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { CallAddresses } from './connection/call-address.ts';
import type { PluginLog } from './connection/plugin-log.ts';
import type { Connections } from './connection/registry.ts';
import type { Database } from './db.ts';
import type { DefinitionStore } from './definition/store.ts';
import type { EventHub } from './events/hub.ts';
import type { Tuning } from './exchange/tuning.ts';
import type { Scan } from './file/scanner.ts';
import type { FileStore } from './file/store.ts';
import type { Jobs } from './jobs.ts';
import type { AccessLog } from './journal/access-log.ts';
import type { Translate } from './locale/template.ts';
import type { Metrics } from './metrics.ts';
import type { SecretBox } from './secret-box.ts';
import type { SignatureVerifier } from './signature/verifier.ts';
import type { Stands } from './test-run/stand/stands.ts';

/** Everything the engine acts with, made in main.ts (or by a test) and handed down; nothing below reads globals. */
export interface Deps {
  readonly config: Config;
  readonly database: Database;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly jobs: Jobs;
  /** Views of personal data and the like go on record here. */
  readonly accessLog: AccessLog;
  readonly events: EventHub;
  readonly definitions: DefinitionStore;
  /** Puts what the server says into English, for those who read it. */
  readonly english: () => Promise<Translate>;
  readonly files: FileStore;
  /** Looks for malware in an uploaded file before it is kept. */
  readonly scan: Scan;
  /** Checks a detached signature of a file. */
  readonly verifySignature: SignatureVerifier;
  readonly connections: Connections;
  /** Where the other sides of connections call. */
  readonly callAddresses: CallAddresses;
  /** What plugins have said of their connections lately. */
  readonly pluginLog: PluginLog;
  /** Of the secrets of connections. */
  readonly secrets: SecretBox;
  /** Paces and patience of what goes out and comes in. */
  readonly tuning: Tuning;
  /** Where services in test mode run; undefined: this is itself such a stand, and there are none on it. */
  readonly stands: Stands | undefined;
}
