import type { ServiceDefinition } from '@reglament/format';
import { type Finding, info } from '../finding.ts';

/** How long cases are kept: whether it is said, and compared with the act it stands on. */
export function lintRetention({ retention }: ServiceDefinition): Finding[] {
  if (retention === undefined) {
    const text = [
      'Срок хранения заявок не указан: уничтожить их по акту нельзя',
      'Укажите, сколько лет хранить завершённые заявки, или что они хранятся постоянно',
    ] as const;
    return [info('retentionMissing', '/retention', text)];
  }
  if (!retention.check) return [];
  const todo = 'Сверьте и снимите отметку «Проверить» (check)';
  return [info('toVerify', '/retention/check', ['Срок хранения внесён без сверки с текстом акта', todo])];
}
