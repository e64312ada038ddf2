import type { Plugin, RequestKind, RequestTypeDefinition } from '@reglament/sdk';

/** What the plugin of a type of request says of it: a kind of its own code, or one made of the message described in the type. */
export function kindOfType(plugin: Plugin | undefined, type: RequestTypeDefinition): RequestKind | undefined {
  if (type.requestKind !== undefined) return plugin?.requestKinds?.[type.requestKind];
  return type.message === undefined ? undefined : plugin?.requestKindFrom?.(type);
}
