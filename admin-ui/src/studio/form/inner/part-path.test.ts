import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { moveInner, removeInner, requireInner } from './inner-commands.ts';
import { aroundPart, changePart, chosenAt, partAt, partsOf, placeOf, pointerIn } from './part-path.ts';

const trees: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', title: 'Порода' },
      owner: {
        type: 'object',
        title: 'Чьё',
        required: ['name'],
        properties: { name: { type: 'string' }, items: { type: 'integer' } },
      },
    },
  },
};
const service = { form: { schema: { properties: { trees } } } } as unknown as ServiceDefinition;
const own = (one: ServiceDefinition) => one.form.schema.properties.trees ?? {};

test('части по порядку, группа раньше своего; место каждой – в определении и на экране', () => {
  expect(partsOf(trees).map(({ part, id }) => [part, id, pointerIn(trees, part)])).toEqual([
    ['kind', '_0_kind', '/items/properties/kind'],
    ['owner', '_0_owner', '/items/properties/owner'],
    ['owner/name', '_0_owner_name', '/items/properties/owner/properties/name'],
    ['owner/items', '_0_owner_items', '/items/properties/owner/properties/items'],
  ]);
  expect(partAt(trees, 'owner/items')).toEqual({ type: 'integer' });
  expect(partAt(trees, 'owner/nobody/else')).toBeUndefined();
  expect(aroundPart(trees, 'owner/name')?.title).toBe('Чьё');
});

test('часть меняется на своей глубине, остальное остаётся теми же объектами', () => {
  const free = changePart(service, { field: 'trees', part: 'owner/name' }, (one) => requireInner(one, 'name', false));
  expect(aroundPart(own(free), 'owner/name')?.required).toBeUndefined();
  expect(partAt(own(free), 'kind')).toBe(partAt(trees, 'kind'));
  const moved = changePart(service, { field: 'trees', part: 'owner' }, (one) => moveInner(one, 'owner', -1));
  expect(partsOf(own(moved)).map(({ part }) => part)).toEqual(['owner', 'owner/name', 'owner/items', 'kind']);
  const less = changePart(service, { field: 'trees', part: 'owner/items' }, (one) => removeInner(one, 'items'));
  expect(partAt(own(less), 'owner/items')).toBeUndefined();
  expect(changePart(service, { field: 'nobody', part: 'x' }, (one) => one)).toBe(service);
});

test('выбранное – поле или его часть', () => {
  for (const chosen of ['trees', 'trees/owner/name']) expect(chosenAt(placeOf(chosen))).toBe(chosen);
  expect(placeOf('trees/owner/name')).toEqual({ field: 'trees', part: 'owner/name' });
});
