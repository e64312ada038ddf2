import type { FormDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { aboutOf } from './about.ts';

const form = {
  schema: {
    type: 'object',
    properties: {
      system: { type: 'string', title: 'Идентификатор системы' },
      comment: { type: 'string', title: 'Комментарий' },
      provider: { type: 'string', title: 'Поставщик', oneOf: [{ const: 'zem', title: 'Комитет по земле' }] },
      subject: { type: 'string', title: 'Тема' },
      parcels: { type: 'array', title: 'Участки' },
    },
  },
  ui: { system: { bodyIdentifier: 'gisGkhSystem' } },
  sections: [
    { code: 'whom', title: 'Кого', fields: ['system', 'parcels', 'provider'] },
    { code: 'what', title: 'Что', fields: ['subject', 'comment'] },
  ],
} as FormDefinition;

test.each([
  [{ provider: 'zem', subject: 'Границы', comment: 'Пришлите.' }, 'Комитет по земле; Границы'],
  [{ provider: 'gone', subject: ' ', comment: 'Пришлите.' }, 'gone; Пришлите.'],
  [{ system: '6f1d3c52', provider: 'zem', subject: 'Границы' }, 'Комитет по земле; Границы'],
  [{ parcels: ['1'] }, null],
  [{ subject: 'я'.repeat(300) }, `${'я'.repeat(199)}…`],
] as const)('about %j', (question, about) => expect(aboutOf(form, question)).toBe(about));
