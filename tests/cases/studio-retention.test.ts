import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  keepingOf,
  keptAs,
  keptWith,
  withIncomingRetention,
  withRetention,
} from '../../admin-ui/src/studio/retention/retention-commands.ts';
import type { ServiceDefinition, Workplace } from '../../service-definitions/format/index.ts';

test('срок хранения: иной срок оставляет основание, недопечатанные годы – прежними, снятый не оставляет следа', () => {
  const file = new URL('../../service-definitions/services/landPlotPlan/service.json', import.meta.url);
  const { retention: _said, ...rest }: ServiceDefinition = JSON.parse(readFileSync(file, 'utf8'));
  const silent: ServiceDefinition = rest;
  const five = withRetention(silent, keptAs('years'));
  expect(five.retention).toEqual({ years: 5, basis: expect.stringContaining('[укажите статью]') });
  expect(withRetention(five, keptWith('years', undefined))).toBe(five);
  const marked = withRetention(withRetention(five, keptWith('basis', 'Номенклатура дел')), keptWith('check', true));
  expect(withRetention(marked, keptWith('years', 10)).retention).toEqual({
    years: 10,
    basis: 'Номенклатура дел',
    check: true,
  });
  const always = withRetention(marked, keptAs('permanent'));
  expect(always.retention).toEqual({ permanent: true, basis: 'Номенклатура дел', check: true });
  const inside: ServiceDefinition = { ...silent, retention: { years: 1, basis: 'Акт' }, columns: {} };
  expect(Object.keys(withRetention(inside, keptAs('permanent')))).toEqual(Object.keys(inside));
  expect(withRetention(always, keptWith('check', undefined)).retention).not.toHaveProperty('check');
  expect([silent, five, always].map(({ retention }) => keepingOf(retention))).toEqual(['unsaid', 'years', 'permanent']);
  expect(withRetention(always, keptAs('unsaid'))).toEqual(silent);
  expect(withRetention(silent, keptWith('years', 3))).toBe(silent);
});

test('срок хранения входящих запросов: указан в рабочем месте, снятый не оставляет следа', () => {
  const file = new URL('../../service-definitions/workplaces/doverie.json', import.meta.url);
  const { incoming: _said, ...rest }: Workplace = JSON.parse(readFileSync(file, 'utf8'));
  const silent: Workplace = rest;
  const five = withIncomingRetention(silent, keptAs('years'));
  expect(five.incoming).toEqual({ retention: { years: 5, basis: expect.stringContaining('[укажите статью]') } });
  const ten = withIncomingRetention(five, keptWith('years', 10));
  expect(ten.incoming?.retention).toMatchObject({ years: 10 });
  expect(withIncomingRetention(ten, keptWith('years', undefined))).toBe(ten);
  expect(withIncomingRetention(ten, keptAs('unsaid'))).toEqual(silent);
  expect(withIncomingRetention(silent, keptWith('years', 3))).toBe(silent);
});
