import { readFileSync } from 'node:fs';
import type { ServiceDefinition, StateDuty } from '@reglament/format';
import { expect, test } from 'vitest';
import { compareDefinitions } from './compare.ts';

const file = new URL('../../../../service-definitions/services/landPlotPlan/service.json', import.meta.url);
const free: ServiceDefinition = JSON.parse(readFileSync(file, 'utf8'));
const plan = { code: 'one', title: 'План', amount: 500_000 };
const duty: StateDuty = { basis: { title: 'Налоговый кодекс' }, amounts: [plan] };
const byCentre = { '==': [{ var: 'case.source' }, 'mfc'] };

const said = (before: ServiceDefinition, after: ServiceDefinition) =>
  compareDefinitions(before, after).map(({ message, breaking }) => `${breaking ? '!' : '–'} ${message}`);

test('взимается впервые и больше не взимается', () => {
  const taxed = { ...free, duty };
  expect(said(free, taxed)).toEqual(['– Теперь взимается госпошлина: 5\u00a0000,00\u00a0₽ – «План»']);
  expect(said(taxed, free)).toEqual(['– Госпошлина за услугу больше не взимается']);
});

test.each<[string, Partial<StateDuty>]>([
  [
    'Госпошлина: размер «План»: прежде 5\u00a0000,00\u00a0₽, теперь 10\u00a0000,00\u00a0₽',
    { amounts: [{ ...plan, amount: 1_000_000 }] },
  ],
  [
    'Госпошлина: размер «План» берётся теперь, когда значение «Источник заявки» равняется «МФЦ» (прежде – всегда)',
    { amounts: [{ ...plan, when: byCentre }] },
  ],
  ['Госпошлина: размер: прежде – «План», теперь – «Чертёж»', { amounts: [{ ...plan, title: 'Чертёж' }] }],
  [
    'Госпошлина: новый размер: 1,00\u00a0₽ – «Ещё», когда значение «Источник заявки» равняется «МФЦ»',
    { amounts: [{ code: 'more', title: 'Ещё', amount: 100, when: byCentre }, plan] },
  ],
  [
    'Новое освобождение от госпошлины: «Органы»',
    { exemptions: [{ code: 'bodies', title: 'Органы', clause: 'статья 333.35' }] },
  ],
  ['Когда уплачивают госпошлину: прежде – не указано, теперь – до регистрации заявки', { before: 'register' }],
  ['Основание госпошлины указано иначе', { basis: { title: 'Другой акт' } }],
  ['Изменены реквизиты для уплаты госпошлины', { payee: { bik: '012345678' } }],
])('%s', (sentence, change) => {
  expect(said({ ...free, duty }, { ...free, duty: { ...duty, ...change } })).toEqual([`– ${sentence}`]);
});
