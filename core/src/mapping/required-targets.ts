import { type RuleType, typeAt } from '../rule/type-of-schema.ts';
import { propertiesOf } from './fitting.ts';

const MAX_DEPTH = 12;

/** Paths that the target demands and no row writes. What a group demands counts once something of the group is written. */
export function unmappedRequired(target: RuleType, written: readonly string[]): string[] {
  return inGroup(target, '', written);
}

function inGroup(type: RuleType, prefix: string, written: readonly string[]): string[] {
  if (type.kind !== 'group' || prefix.split('.').length > MAX_DEPTH) return [];
  const required = new Set(type.schema.required ?? []);
  return Object.keys(propertiesOf(type)).flatMap((key) => {
    const path = prefix + key;
    if (written.includes(path)) return [];
    const inner = typeAt(type, [key]);
    if (inner?.kind === 'list' && written.some((one) => one.startsWith(`${path}[]`))) {
      return written.includes(`${path}[]`) ? [] : inGroup(inner.item, `${path}[].`, written);
    }
    if (inner !== undefined && written.some((one) => one.startsWith(`${path}.`)))
      return inGroup(inner, `${path}.`, written);
    return required.has(key) ? [path] : [];
  });
}
