import type { ServiceDefinition } from '@reglament/format';
import { at, type Finding, warning } from '../finding.ts';

/** What a ready-made service leaves to be said by whoever takes it: «[укажите пункт]» in any of its words. */
const left = /\[укажите ([^\]]{1,200})\]/u;

/** Not an error: what is begun with a template can be tried before its words are there. */
export function lintToFill({ tests: _, ...service }: ServiceDefinition): Finding[] {
  return findingsIn(service, '');
}

function findingsIn(value: unknown, pointer: string): Finding[] {
  if (typeof value === 'string') return textFindings(value, pointer);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => findingsIn(inner, pointer + at(key)));
}

function textFindings(text: string, pointer: string): Finding[] {
  const [, what] = left.exec(text) ?? [];
  if (what === undefined) return [];
  return [
    warning('toFill', pointer, [`Осталось указать: ${what}`, 'Впишите своё вместо слов в скобках, лишнее удалите']),
  ];
}
