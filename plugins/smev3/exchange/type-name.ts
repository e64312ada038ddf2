/** A qualified name as people write it: `{namespace}Name`. */
export interface TypeName {
  readonly namespace: string;
  readonly name: string;
}

export function readTypeName(text: string): TypeName | undefined {
  const [, namespace, name] = /^\{([^{}\s]+)\}([^\s{}:]+)$/.exec(text.trim()) ?? [];
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
}

export function writeTypeName({ namespace, name }: TypeName): string {
  return `{${namespace}}${name}`;
}
