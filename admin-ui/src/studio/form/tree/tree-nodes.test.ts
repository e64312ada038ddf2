import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { type TreeView, treeNodes, treeStep, typedNode } from './tree-nodes.ts';

const service = {
  form: {
    schema: {
      type: 'object',
      properties: {
        goal: { type: 'string', title: 'Цель' },
        day: { type: 'string', format: 'date', title: 'День' },
        trees: {
          type: 'array',
          title: 'Деревья',
          items: {
            type: 'object',
            properties: { kind: { type: 'string', title: 'Порода' }, count: { type: 'integer' } },
          },
        },
      },
    },
    sections: [
      { code: 'one', title: 'Первый', fields: ['goal', 'lost'] },
      { code: 'two', title: { ru: 'Второй', en: 'Second' }, fields: ['day', 'trees'] },
    ],
  },
} as unknown as ServiceDefinition;

const view: TreeView = {
  problemAt: (pointer) => (pointer === '/form/schema/properties/day' ? 'нет подсказки' : undefined),
  closed: new Set(),
  word: '',
};
const line = ({ title, level, place, size }: ReturnType<typeof treeNodes>[number]) =>
  `${level} ${title} ${place}/${size}`;

test('разделы, поля и состав записей – строками, с местом среди своих', () => {
  const nodes = treeNodes(service, view);
  expect(nodes.map(line)).toEqual([
    ...['1 Первый 1/2', '2 Цель 1/2', '2 lost 2/2'],
    ...['1 Второй 2/2', '2 День 1/2', '2 Деревья 2/2', '3 Порода 1/2', '3 count 2/2'],
  ]);
  expect(nodes.map(({ kind }) => kind)).toEqual('section text unknown section date rows text integer'.split(' '));
  expect(nodes.map(({ wrong }) => wrong).filter(Boolean)).toEqual(['поля нет в схеме', 'нет подсказки']);
  expect(nodes[6]?.pointer).toBe('/form/schema/properties/trees/items/properties/kind');
});

test('закрытое прячет своё, слово находит поле вместе с дорогой к нему и открывает её', () => {
  const closed = new Set(['section one', '/form/schema/properties/trees']);
  expect(treeNodes(service, { ...view, closed }).map(line)).toEqual([
    ...['1 Первый 1/2', '1 Второй 2/2', '2 День 1/2', '2 Деревья 2/2'],
  ]);
  expect(treeNodes(service, { ...view, closed, word: ' ПОРОДА' }).map(line)).toEqual([
    ...['1 Второй 1/1', '2 Деревья 1/1', '3 Порода 1/1'],
  ]);
  expect(treeNodes(service, { ...view, word: 'goal' }).map(line)).toEqual(['1 Первый 1/1', '2 Цель 1/1']);
  expect(treeNodes(service, { ...view, word: 'нет такого' })).toEqual([]);
});

const field = (code: string) => `/form/schema/properties/${code}`;

test.each([
  [field('goal'), 'ArrowDown', { go: field('lost') }],
  [undefined, 'ArrowDown', { go: 'section one' }],
  ['section one', 'ArrowUp', { go: 'section one' }],
  [field('goal'), 'End', { go: `${field('trees')}/items/properties/count` }],
  [field('day'), 'Home', { go: 'section one' }],
  ['section one', 'ArrowLeft', { toggle: 'section one' }],
  ['section one', 'ArrowRight', { go: field('goal') }],
  [field('goal'), 'ArrowRight', {}],
  [field('goal'), 'ArrowLeft', { go: 'section one' }],
  [field('goal'), 'Tab', undefined],
])('на %s клавиша %s: %j', (active, key, step) => {
  expect(treeStep(treeNodes(service, view), active, key)).toEqual(step);
});

test('закрытое открывается стрелкой; набор ведёт к названию, следующему по кругу', () => {
  const closed = new Set(['section one']);
  expect(treeStep(treeNodes(service, { ...view, closed }), 'section one', 'ArrowRight')).toEqual({
    toggle: 'section one',
  });
  const nodes = treeNodes(service, view);
  expect(typedNode(nodes, 'section one', 'Д')).toBe(field('day'));
  expect(typedNode(nodes, field('day'), 'д')).toBe(field('trees'));
  expect(typedNode(nodes, field('trees'), 'д')).toBe(field('day'));
  expect(typedNode(nodes, field('day'), 'де')).toBe(field('day'));
  expect(typedNode(nodes, field('day'), 'дер')).toBe(field('trees'));
  expect(typedNode(nodes, undefined, 'щ')).toBeUndefined();
});
