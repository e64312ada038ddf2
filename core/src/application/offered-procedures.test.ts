import type { DefinitionKind, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import misprint from '../../../service-definitions/services/misprint/service.json' with { type: 'json' };
import revocation from '../../../service-definitions/services/revocation/service.json' with { type: 'json' };
import procedure from '../../../service-definitions/workflows/procedure.json' with { type: 'json' };
import type { DefinitionVersion } from '../definition/definition-version.ts';
import { offeredProcedures } from './offered-procedures.ts';

const files = { misprint, revocation } as unknown as Record<string, ServiceDefinition>;

/** A process that knows these services by now. */
function knowing(known: Record<string, Pick<ServiceDefinition, 'procedures'>>) {
  return {
    findLatest: <Kind extends DefinitionKind>(_kind: Kind, code: string) =>
      known[code] && ({ content: known[code] } as unknown as DefinitionVersion<Kind>),
  };
}

/** By a workflow in which no decision is revoked. */
function offered(known: Record<string, Pick<ServiceDefinition, 'procedures'>>): readonly string[] {
  const workflow = procedure as unknown as WorkflowDefinition;
  const pinned = { service: { procedures: ['misprint'] }, workflow };
  return offeredProcedures(knowing(known), { serviceCode: 'plan', pinned });
}

test('услугу спрашивают такой, какая она сегодня, а отменять умеет лишь свой процесс', () => {
  expect(offered({ ...files, plan: { procedures: ['revocation', 'misprint'] } })).toEqual(['misprint']);
  expect(offered({ ...files, plan: {} })).toEqual([]);
});

test('услуга опубликована в другом процессе мгновение назад: карточка открыта, процедуры – своей версии, неизвестных нет', () => {
  expect(offered(files)).toEqual(['misprint']);
  expect(offered({})).toEqual([]);
});
