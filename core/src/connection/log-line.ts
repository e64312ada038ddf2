import type { Json } from '@reglament/sdk';

/** What a plugin has said through `host.log` of one connection. */
export interface LogLine {
  readonly at: Date;
  readonly event: string;
  readonly facts: Readonly<Record<string, Json>>;
}

/** Numbers grow by one with each line of the installation; `node` is the process that the line is of. */
export type KeptLine = LogLine & { readonly number: number; readonly node: string };

/** Lines of a connection that are kept. */
export const mostLogLines = 200;
