import { ProviderError } from '@reglament/sdk';

/** A qualified name as people write it: `{namespace}Name`. */
export interface TypeName {
  readonly namespace: string;
  readonly name: string;
}

export function readTypeName(text: string): TypeName | undefined {
  const [, namespace, name] = /^\{([^{}\s]+)\}([^\s{}:]+)$/.exec(text.trim()) ?? [];
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
}

/** @throws ProviderError `never` */
export function getTypeName(text: string): TypeName {
  const found = readTypeName(text);
  if (found !== undefined) return found;
  const words = `Вид сведений «${text}» записан не так: нужно {пространство имён}Корневой элемент.`;
  throw new ProviderError('badType', words, { retry: 'never' });
}

export function writeTypeName({ namespace, name }: TypeName): string {
  return `{${namespace}}${name}`;
}
