import type { FormDefinition, VariantTable } from '@reglament/format';
import { expect, test } from 'vitest';
import type { JsonObject } from '../rule/value.ts';
import { checkTable } from './check-table.ts';
import { documentsOfVariant, findVariant } from './find-variant.ts';

/** Trees on one's own land or elsewhere; only elsewhere it is asked whether they are sick. */
const form: FormDefinition = {
  schema: {
    type: 'object',
    properties: {
      place: {
        title: 'Где растут',
        type: 'string',
        oneOf: [
          { const: 'own', title: 'На своём участке' },
          { const: 'street', title: 'На улице' },
        ],
      },
      sick: { title: 'Деревья больны', type: 'boolean' },
      purpose: { title: 'Зачем', type: 'string', enum: ['build', 'light'] },
    },
    required: ['place', 'purpose'],
  },
  sections: [{ code: 'trees', title: 'Деревья', fields: ['place', 'sick', 'purpose'] }],
  ui: { sick: { visible: { '==': [{ var: 'place' }, 'street'] } } },
};

const variants: VariantTable = {
  by: ['place', 'sick'],
  rows: [
    { code: 'own', title: 'На своём участке', when: { place: ['own'] } },
    {
      code: 'sick',
      title: 'Больные деревья на улице',
      when: { place: ['street'], sick: [true] },
      documents: [{ code: 'act', needed: true }],
    },
    { code: 'healthy', title: 'Здоровые деревья на улице', when: { place: ['street'], sick: [false] } },
  ],
};

const domains = [
  { item: 'place', values: ['own', 'street'] },
  { item: 'sick', values: [true, false] },
];

const cases: readonly (readonly [answers: JsonObject, state: string])[] = [
  [{}, 'undecided place'],
  [{ place: 'own' }, 'own'],
  [{ place: 'own', sick: true }, 'own'],
  [{ place: 'street', sick: true }, 'sick'],
  [{ place: 'street' }, 'healthy'],
  [{ place: 'moon' }, 'uncovered'],
];

test.each(cases)('%j leads to %s', (data, expected) => {
  const state = findVariant({ form, variants }, { data, today: '2026-01-01' });
  const words = { none: () => 'none', uncovered: () => 'uncovered' } as const;
  if (state.status === 'found') expect(state.variant.code).toBe(expected);
  else if (state.status === 'undecided') expect(`undecided ${state.missing.join(',')}`).toBe(expected);
  else expect(words[state.status]()).toBe(expected);
});

test('a service without variants has none, and all of its papers', () => {
  const source = { form };
  const state = findVariant(source, { data: {}, today: '2026-01-01' });
  expect(state).toEqual({ status: 'none' });
  expect(documentsOfVariant([{ code: 'act' }], source, state)).toEqual([{ code: 'act' }]);
});

test('a variant names its papers; while it is undecided only what every variant has is asked for', () => {
  const papers = [{ code: 'act' }, { code: 'photo' }];
  const listed = (answers: JsonObject) => {
    const state = findVariant({ form, variants }, { data: answers, today: '2026-01-01' });
    return documentsOfVariant(papers, { form, variants }, state);
  };
  expect(listed({ place: 'street', sick: true })).toEqual([{ code: 'act', needed: true }]);
  expect(listed({ place: 'own' })).toEqual(papers);
  expect(listed({})).toEqual([{ code: 'act' }]);
});

test('a question that others hide is no gap: the form never lets it be answered there', () => {
  expect(checkTable({ form, variants }, domains)).toEqual({ gaps: [], overlaps: [], idle: [] });
});

test('a gap, an overlap and a row for nothing are each found, with their combinations', () => {
  const [own, sick] = variants.rows as [VariantTable['rows'][0], VariantTable['rows'][0]];
  const gap = checkTable({ form, variants: { ...variants, rows: [own, sick] } }, domains);
  expect(gap?.gaps.map((one) => [...one])).toEqual([
    [
      ['place', 'street'],
      ['sick', false],
    ],
  ]);
  const street = { code: 'street', title: 'Улица', when: { place: ['street'] } };
  const both = checkTable({ form, variants: { ...variants, rows: [own, sick, street] } }, domains);
  expect(both?.overlaps.map(({ rows }) => rows)).toEqual([[1, 2]]);
  const never = { code: 'never', title: 'Никогда', when: { place: ['own'], sick: [true] } };
  const others = { code: 'others', title: 'Остальные' };
  const idle = checkTable({ form, variants: { ...variants, rows: [own, sick, never, others] } }, domains);
  expect(idle).toMatchObject({ gaps: [], idle: [2] });
});

test('a dictionary of thousands counts as the few entries that the table names', () => {
  const values = Array.from({ length: 5000 }, (_, index) => `e${index}`);
  const table = { by: ['purpose'], rows: [{ code: 'first', title: 'Первая', when: { purpose: ['e0'] } }] };
  const check = checkTable({ form, variants: table }, [{ item: 'purpose', values }]);
  expect(check?.gaps.map((one) => one.get('purpose'))).toEqual(['e1']);
});

test('more combinations than anybody could read are refused, not counted', () => {
  const many = Array.from({ length: 50 }, (_, index) => `v${index}`);
  const rows = many.map((value) => ({ code: value, title: value, when: { place: [value], purpose: [value] } }));
  const wide = ['place', 'purpose'].map((item) => ({ item, values: many }));
  expect(checkTable({ form, variants: { by: ['place', 'purpose'], rows } }, wide)).toBeUndefined();
});
