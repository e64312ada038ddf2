import type { Retention, ServiceDefinition, Workplace } from '@reglament/format';
import { type Finding, info } from '../finding.ts';

/** How long cases of a service, or requests that a body has answered, are kept: whether it is said, and compared with the act it stands on. */
export function lintRetention(definition: ServiceDefinition | Workplace): Finding[] {
  if (definition.kind === 'service') return findingsOf(definition.retention, '/retention', ofCases);
  return findingsOf(definition.incoming?.retention, '/incoming/retention', ofIncoming);
}

type Text = readonly [message: string, todo: string];

const ofCases: Text = [
  'Срок хранения заявок не указан: уничтожить их по акту нельзя',
  'Укажите, сколько лет хранить завершённые заявки, или что они хранятся постоянно',
];
const ofIncoming: Text = [
  'Срок хранения входящих запросов не указан: уничтожить их по акту нельзя',
  'Укажите, сколько лет хранить запросы, на которые ответили, или что они хранятся постоянно',
];

function findingsOf(retention: Retention | undefined, pointer: string, missing: Text): Finding[] {
  if (retention === undefined) return [info('retentionMissing', pointer, missing)];
  if (!retention.check) return [];
  const todo = 'Сверьте и снимите отметку «Проверить» (check)';
  return [info('toVerify', `${pointer}/check`, ['Срок хранения внесён без сверки с текстом акта', todo])];
}
