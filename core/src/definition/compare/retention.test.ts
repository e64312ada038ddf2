import { readFileSync } from 'node:fs';
import type { Retention, ServiceDefinition, Workplace } from '@reglament/format';
import { expect, test } from 'vitest';
import { compareDefinitions } from './compare.ts';

const file = new URL('../../../../service-definitions/services/landPlotPlan/service.json', import.meta.url);
const workplace = new URL('../../../../service-definitions/workplaces/doverie.json', import.meta.url);
const { retention: _said, ...silent }: ServiceDefinition = JSON.parse(readFileSync(file, 'utf8'));
const five: Retention = { years: 5, basis: 'Номенклатура дел' };
const always: Retention = { permanent: true, basis: 'Номенклатура дел' };

const said = (before: Retention | undefined, after: Retention | undefined) =>
  compareDefinitions(withRetention(before), withRetention(after)).map(
    ({ message, breaking }) => `${breaking ? '!' : '–'} ${message}`,
  );

function withRetention(retention: Retention | undefined): ServiceDefinition {
  return retention === undefined ? silent : { ...silent, retention };
}

test.each<[string, Retention | undefined, Retention | undefined]>([
  ['Срок хранения заявок: прежде – не указан, теперь – 5 лет', undefined, five],
  ['Срок хранения заявок: прежде – 5 лет, теперь – 1 год', five, { ...five, years: 1 }],
  ['Срок хранения заявок: прежде – 5 лет, теперь – постоянно', five, always],
  ['Срок хранения заявок: прежде – постоянно, теперь – не указан', always, undefined],
  [
    'Основание срока хранения: прежде – «Номенклатура дел», теперь – «Приказ»',
    { ...five, check: true },
    { ...five, basis: 'Приказ' },
  ],
  ['Срок хранения заявок отмечен «Проверить»', five, { ...five, check: true }],
  ['Со срока хранения заявок снята отметка «Проверить»', { ...five, check: true }, five],
])('%s', (sentence, before, after) => {
  expect(said(before, after)).toEqual([`– ${sentence}`]);
});

test('сказанное так же изменением не названо', () => {
  expect(said(five, { ...five })).toEqual([]);
});

test.each<[string, Retention | undefined, Retention | undefined]>([
  ['Срок хранения входящих запросов: прежде – не указан, теперь – 5 лет', undefined, five],
  ['Основание срока хранения: прежде – «Номенклатура дел», теперь – «Приказ»', five, { ...five, basis: 'Приказ' }],
  ['Срок хранения входящих запросов отмечен «Проверить»', five, { ...five, check: true }],
])('рабочее место. %s', (sentence, before, after) => {
  const { incoming: _incoming, ...bare }: Workplace = JSON.parse(readFileSync(workplace, 'utf8'));
  const saying = (retention: Retention | undefined): Workplace =>
    retention === undefined ? bare : { ...bare, incoming: { retention } };
  expect(compareDefinitions(saying(before), saying(after)).map(({ message }) => message)).toEqual([sentence]);
});
