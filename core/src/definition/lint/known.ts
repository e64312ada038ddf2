import type { DefinitionKind, DefinitionKinds } from '@reglament/format';

/** Other definitions that the linted one refers to: from a folder, or what is published. */
export type Known = <Kind extends DefinitionKind>(kind: Kind, code: string) => DefinitionKinds[Kind] | undefined;
