import type { ServiceDefinition } from '@reglament/format';
import type { Trial } from './trial-edit.ts';
import type { Example, Walk } from './tryout-queries.ts';

/** What every part of the walk gets. */
export interface WalkProps {
  service: ServiceDefinition;
  trial: Trial;
  walk: Walk;
  as: string;
  dictionaries: Example['dictionaries'] | undefined;
  onTrial: (trial: Trial) => void;
}
