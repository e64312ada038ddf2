import type { DefinitionKinds } from '@reglament/format';
import type { Known } from './lint/known.ts';
import type { AnyDefinition } from './lint/places.ts';
import type { DefinitionStore } from './store.ts';

/** What is published, as the linter wants to know it. */
export function knownIn(definitions: DefinitionStore): Known {
  return (kind, code) => definitions.findLatest(kind, code)?.content;
}

/** The same, once all of these are published too. */
export function knownOver(definitions: DefinitionStore, set: readonly AnyDefinition[]): Known {
  const published = knownIn(definitions);
  return (kind, code) => {
    const own = set.find((one) => one.kind === kind && one.code === code);
    return own === undefined ? published(kind, code) : (own as DefinitionKinds[typeof kind]);
  };
}
