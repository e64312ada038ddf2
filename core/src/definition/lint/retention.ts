import type { ServiceDefinition } from '@reglament/format';
import { type Finding, info } from '../finding.ts';

/** How long cases are kept: whether it is compared with the act it stands on. */
export function lintRetention({ retention }: ServiceDefinition): Finding[] {
  if (!retention?.check) return [];
  const todo = 'Сверьте и снимите отметку «Проверить» (check)';
  return [info('toVerify', '/retention', ['Внесено без сверки с текстом акта', todo])];
}
