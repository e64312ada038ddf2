import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { ruleReadings } from './rule-readings.ts';

const service = {
  form: {
    schema: {
      type: 'object',
      properties: { area: { title: 'Площадь', type: 'number' }, why: { title: 'Почему много', type: 'string' } },
    },
    ui: { why: { visible: { '>': [{ var: 'area' }, 100] }, required: true } },
    sections: [{ code: 'one', title: 'Участок', fields: ['area', 'why'] }],
  },
  documents: [{ code: 'power', title: 'Доверенность', needed: { var: 'case.hasRepresentative' } }],
  rules: { broken: { title: 'Сломанное', rule: { var: ['area', 'b', 'c'] } } },
} as unknown as ServiceDefinition;

const facts = (answers: object) => ({
  answers: { ...answers },
  today: '2026-03-02',
  caseFacts: { hasRepresentative: true },
});

test('каждое условие – с исходом и причиной; известное наперёд не показано', () => {
  const readings = ruleReadings(service, facts({ area: 120 }));
  expect(readings.map(({ about, title, value }) => [about, title, value])).toEqual([
    ['shown', 'Почему много', true],
    ['document', 'Доверенность', true],
    ['named', 'Сломанное', null],
  ]);
  expect(readings[0]?.reason).toContain('120');
  expect(readings[2]?.reason).not.toBe('');
});

test('не отвечено – неизвестно', () => {
  expect(ruleReadings(service, facts({}))[0]?.value).toBe('unknown');
});
