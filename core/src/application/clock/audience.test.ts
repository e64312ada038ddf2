import type { DeadlineAudience, Phase, WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import doverieFile from '../../../../service-definitions/workflows/doverie.json' with { type: 'json' };
import { audienceOf } from './audience.ts';

const doverie = doverieFile as WorkflowDefinition;
const everyone: DeadlineAudience = {
  executor: true,
  functions: ['dispatcher', 'approver', 'executor', 'nobody'],
  unassigned: ['dispatcher', 'monitor'],
};

test.each<[string, DeadlineAudience | undefined, Phase, string | null, string | null, string[]]>([
  ['никому', undefined, 'inProgress', 'e', null, []],
  ['исполнителю', { executor: true }, 'inProgress', 'e', 'e', []],
  ['исполнителя ещё нет', { executor: true }, 'received', null, null, []],
  [
    'без исполнителя – тем, кто назначает',
    { executor: true, unassigned: ['dispatcher'] },
    'received',
    null,
    null,
    ['dispatcher'],
  ],
  ['с исполнителем – не тем', { executor: true, unassigned: ['dispatcher'] }, 'inProgress', 'e', 'e', []],
  ['кто такой заявки не видит, тому не говорят', everyone, 'received', null, null, ['dispatcher', 'monitor']],
  ['всем, кто видит', everyone, 'awaitingApproval', 'e', 'e', ['dispatcher', 'approver']],
])('%s', (...[, tell, phase, executorId, told, functions]) => {
  expect(audienceOf(doverie, tell, { phase, executorId })).toEqual({ executorId: told, functions });
});
