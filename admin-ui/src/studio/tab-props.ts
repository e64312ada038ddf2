import type { ServiceDefinition } from '@reglament/format';
import type { Finding } from './draft-session.ts';

export interface Choice {
  value: string;
  label: string;
}

export type Edit = (label: string, change: (service: ServiceDefinition) => ServiceDefinition, key?: string) => void;

/** What every tab of a service gets. */
export interface TabProps {
  service: ServiceDefinition;
  edit: Edit;
  findings: readonly Finding[];
  /** The first thing that is wrong at a place or within it, in words. */
  problemAt: (pointer: string) => string | undefined;
  workflows: Choice[];
  dictionaries: Choice[];
  /** Services that are procedures. */
  procedures: Choice[];
  /** Codes of fields that some published version has: answers stand under them. */
  frozen: ReadonlySet<string>;
}
