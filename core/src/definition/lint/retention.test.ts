import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Retention, ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { pathOf } from '../folder.ts';
import { lintDefinition } from '../lint.ts';
import type { Known } from './known.ts';

const folder = fileURLToPath(new URL('../../../../service-definitions/', import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(folder + path, 'utf8'));
const { retention: _said, ...silent }: ServiceDefinition = read('services/landPlotPlan/service.json');

const shipped: Known = (kind, code) => {
  const path = pathOf(kind, code);
  return existsSync(folder + path) ? read(path) : undefined;
};

/** Only what is said of the term of keeping. */
const found = (retention: unknown) =>
  lintDefinition(retention === undefined ? silent : { ...silent, retention }, shipped)
    .filter(({ pointer }) => pointer.startsWith('/retention'))
    .map(({ level, code, pointer }) => `${level} ${code} ${pointer}`);

const five: Retention = { years: 5, basis: 'Номенклатура дел' };

test.each([five, { ...five, years: 100 }, { permanent: true, basis: 'Номенклатура дел' }])(
  '%j годится',
  (retention) => {
    expect(found(retention)).toEqual([]);
  },
);

test.each<[string, string, unknown]>([
  ['retentionMissing', 'info /retention', undefined],
  ['toVerify', 'info /retention/check', { ...five, check: true }],
  ['wrongFormat', 'error /retention/years', { ...five, years: 0 }],
  ['wrongFormat', 'error /retention/years', { ...five, years: 101 }],
  ['wrongType', 'error /retention/years', { ...five, years: 1.5 }],
  ['wrongFormat', 'error /retention/basis', { ...five, basis: '' }],
  ['missing', 'error /retention/basis', { years: 5 }],
  ['missing', 'error /retention/years', { basis: 'Номенклатура дел' }],
  ['unknownValue', 'error /retention/permanent', { permanent: false, basis: 'Номенклатура дел' }],
  ['unfitKey', 'error /retention/years', { ...five, permanent: true }],
])('%s: %s, и больше ничего', (code, place, retention) => {
  const [level, pointer] = place.split(' ');
  expect(found(retention)).toEqual([`${level} ${code} ${pointer}`]);
});

test.each<[string, unknown]>([
  ['info retentionMissing /incoming/retention', undefined],
  ['info toVerify /incoming/retention/check', { retention: { ...five, check: true } }],
  ['error wrongFormat /incoming/retention/years', { retention: { ...five, years: 0 } }],
  ['error missing /incoming/retention', {}],
])('срок хранения входящих запросов: %s, и больше ничего', (finding, incoming) => {
  const { incoming: _said, ...workplace } = read('workplaces/doverie.json');
  const findings = lintDefinition(incoming === undefined ? workplace : { ...workplace, incoming }, shipped);
  expect(findings.map(({ level, code, pointer }) => `${level} ${code} ${pointer}`)).toEqual([finding]);
});
