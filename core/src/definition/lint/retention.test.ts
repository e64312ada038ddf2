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
  lintDefinition({ ...silent, retention }, shipped)
    .filter(({ pointer }) => pointer.startsWith('/retention'))
    .map(({ level, code, pointer }) => `${level} ${code} ${pointer}`);

const five: Retention = { years: 5, basis: 'Номенклатура дел' };

test.each([five, { ...five, years: 100 }, { permanent: true, basis: 'Номенклатура дел' }])(
  '%j годится',
  (retention) => {
    expect(found(retention)).toEqual([]);
  },
);

test.each<[string, unknown]>([
  ['info toVerify /retention', { ...five, check: true }],
  ['error wrongFormat /retention/years', { ...five, years: 0 }],
  ['error wrongFormat /retention/years', { ...five, years: 101 }],
  ['error wrongType /retention/years', { ...five, years: 1.5 }],
  ['error wrongFormat /retention/basis', { ...five, basis: '' }],
  ['error missing /retention/basis', { years: 5 }],
  ['error missing /retention/years', { basis: 'Номенклатура дел' }],
  ['error unknownValue /retention/permanent', { permanent: false, basis: 'Номенклатура дел' }],
  ['error unfitKey /retention/years', { ...five, permanent: true }],
])('%s, и больше ничего', (finding, retention) => {
  expect(found(retention)).toEqual([finding]);
});
