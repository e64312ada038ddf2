import type { Plugin, RequestKind, RequestTypeDefinition } from '@reglament/sdk';

/** What a plugin's code says of the kind that a type of request names. */
export function codedKind(plugins: readonly Plugin[], type: RequestTypeDefinition): RequestKind | undefined {
  const { plugin, requestKind } = type;
  return requestKind === undefined ? undefined : plugins.find(({ id }) => id === plugin)?.requestKinds?.[requestKind];
}
