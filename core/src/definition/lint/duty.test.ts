import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, StateDuty, WorkflowDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { pathOf } from '../folder.ts';
import { lintDefinition } from '../lint.ts';
import type { Known } from './known.ts';

const folder = fileURLToPath(new URL('../../../../service-definitions/', import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(folder + path, 'utf8'));
const free: ServiceDefinition = read('services/landPlotPlan/service.json');

/** What is shipped, and a workflow whose assignment asks whether the duty is paid. */
const shipped: Known = (kind, code) => {
  if (code === 'asking') {
    const workflow: WorkflowDefinition = read(pathOf('workflow', 'doverie'));
    const actions = workflow.actions.map((one) =>
      one.code === 'assign' ? { ...one, guard: { var: 'case.duty.settled' } } : one,
    );
    return { ...workflow, actions } as never;
  }
  const path = pathOf(kind, code);
  return existsSync(folder + path) ? read(path) : undefined;
};

const requisites = {
  ...{ name: 'УФК', inn: '7707083893', account: '0'.repeat(20), bank: 'Отделение', bik: '012345678' },
  ...{ kbk: '9'.repeat(20), oktmo: '73701000' },
};
const plan = { code: 'one', title: 'План', amount: 500_000 };
const sound: StateDuty = {
  ...{ basis: { title: 'Налоговый кодекс' }, before: 'register', amounts: [plan], payee: requisites },
};

const found = (duty: StateDuty | undefined, workflow = free.workflow) => {
  const service = { ...free, workflow, ...(duty === undefined ? {} : { duty }) };
  const before = new Set(lintDefinition({ ...free, workflow }, shipped).map(keyOf));
  const findings = lintDefinition(service, shipped);
  return findings.map(keyOf).filter((one) => duty === undefined || !before.has(one));
};

function keyOf({ level, code, pointer }: { level: string; code: string; pointer: string }): string {
  return `${level} ${code} ${pointer}`;
}

test('годная замечаний не вызывает; процесс может спрашивать и сам', () => {
  expect(found(sound)).toEqual([]);
  const { before: _before, ...anyTime } = sound;
  expect(found(anyTime, 'asking')).toEqual([]);
  const [code, place] = ['dutyNotTaken', '/workflow'];
  expect(found(undefined, 'asking')).toContain(`info ${code} ${place}`);
});

const isAddress = { '==': [{ var: 'addressKind' }, 'address'] };
const { before: _before, ...neverAsked } = sound;
const { payee: _payee, ...nowhere } = sound;
const { bik: _bik, ...incomplete } = requisites;

test.each<[string, string, StateDuty]>([
  ['dutyOutOfReach', 'error /duty/amounts/1', { ...sound, amounts: [plan, { ...plan, code: 'two', when: isAddress }] }],
  [
    'dutyAsksItself',
    'error /duty/amounts/0/when',
    { ...sound, amounts: [{ ...plan, when: { var: 'case.duty.settled' } }] },
  ],
  [
    'unknownField',
    'error /duty/amounts/0/when/empty/0',
    { ...sound, amounts: [{ ...plan, when: { empty: [{ var: 'no' }] } }] },
  ],
  ['duplicate', 'error /duty/amounts/1', { ...sound, amounts: [{ ...plan, when: isAddress }, plan] }],
  ['dutyNotAsked', 'warning /duty', neverAsked],
  ['dutyWithoutPayee', 'warning /duty', nowhere],
  ['missingRequisite', 'error /duty/payee/bik', { ...sound, payee: incomplete }],
  ['wrongRequisite', 'error /duty/payee/kbk', { ...sound, payee: { ...requisites, kbk: '123' } }],
  ['wrongRequisite', 'error /duty/payee/inn', { ...sound, payee: { ...requisites, inn: '7707083894' } }],
  ['wrongRequisite', 'error /duty/payee/oktmo', { ...sound, payee: { ...requisites, oktmo: '123456789' } }],
  ['toVerify', 'info /duty/basis', { ...sound, basis: { title: 'Налоговый кодекс', check: true } }],
  [
    'toVerify',
    'info /duty/exemptions/0',
    { ...sound, exemptions: [{ code: 'all', title: 'Все', clause: 'статья', check: true }] },
  ],
])('%s: %s', (code, place, duty) => {
  const [level, pointer] = place.split(' ');
  expect(found(duty)).toContain(`${level} ${code} ${pointer}`);
});
