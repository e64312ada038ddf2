import { Refusal } from '../errors.ts';
import type { Finding } from './finding.ts';

/** Every error with its place. */
export function refusedDefinition(findings: readonly Finding[], detail?: string): Refusal {
  const problems = findings
    .filter(({ level }) => level === 'error')
    .map(({ code, pointer, message, todo }) => ({
      field: pointer.split('/').at(-1) ?? '',
      pointer,
      code,
      message: `${message}. ${todo}`,
    }));
  const text = detail ?? `В определении ошибок: ${problems.length}. Исправьте их и повторите.`;
  return new Refusal('invalidDefinition', text, { problems });
}
