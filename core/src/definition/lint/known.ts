import type { DefinitionKind, DefinitionKinds } from '@reglament/format';
import type { RequestKind, RequestTypeDefinition } from '@reglament/sdk';

/** Other definitions that the linted one refers to: from a folder, or what is published. */
export type Known = <Kind extends DefinitionKind>(kind: Kind, code: string) => DefinitionKinds[Kind] | undefined;

/** What a plugin says of a type of request, its own kind or one that is data; undefined where the plugin is not there. */
export type FindKind = (type: RequestTypeDefinition) => Pick<RequestKind, 'answer' | 'remarks'> | undefined;

export const noKinds: FindKind = () => undefined;
