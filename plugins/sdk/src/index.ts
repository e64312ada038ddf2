/**
 * The plugin contract, version 1.0-draft. Types only: what can be known without keys or a network stands on the
 * plugin, what talks to the other side is a connection (plugin + settings + body). The contract is frozen as 1.0
 * together with its test kit and the first two providers; until then it may change, and says so in its version.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonSchema = { readonly [key: string]: Json };

export interface Plugin<Config = unknown> {
  /** Equals the folder or the package name; unique in an installation. */
  readonly id: string;
  readonly title: string;
  readonly contract: '1.0-draft';
  /** Settings of one connection, checked at start and drawn as a form. */
  readonly config: JsonSchema;
  readonly scope: 'body' | 'installation';
  connect(host: Host<Config>): Connection | Promise<Connection>;
}

export interface Host<Config> {
  readonly config: Config;
  readonly body?: BodyRef;
  readonly now: () => Date;
  readonly log: (event: string, facts?: Record<string, Json>) => void;
}

export interface BodyRef {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

export interface Connection {
  check?(signal: AbortSignal): Promise<Health>;
  /** Settings changed or shutdown; another process may already have the new ones. */
  close?(): Promise<void>;
}

export interface Health {
  readonly ok: boolean;
  readonly text: string;
}
