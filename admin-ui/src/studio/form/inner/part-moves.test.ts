import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { fieldKinds } from '../field-kinds.ts';
import { addPart, groupsBeside, nameAround, partBeside, partInto, partOut } from './part-moves.ts';
import { partsOf } from './part-path.ts';

const house: JsonSchema = {
  type: 'object',
  title: 'Дом',
  required: ['street', 'area'],
  properties: {
    street: { type: 'string', title: 'Улица' },
    owner: { type: 'object', title: 'Владелец', properties: { name: { type: 'string', title: 'Имя' } } },
    area: { type: 'number', title: 'Площадь' },
  },
};
const service = {
  form: {
    schema: { type: 'object', properties: { house, name: { type: 'string', title: 'Имя' } }, required: ['house'] },
    sections: [{ code: 'main', title: 'Главное', fields: ['house', 'name'] }],
  },
} as unknown as ServiceDefinition;
const houseIn = (one: ServiceDefinition): JsonSchema => one.form.schema.properties.house ?? {};
const parts = (one: ServiceDefinition) => partsOf(houseIn(one)).map(({ part }) => part);
const kind = (code: string) => fieldKinds.find((one) => one.code === code) ?? (fieldKinds[0] as never);

test('группа в группе: встаёт до или после названной части, в неё – тоже', () => {
  const grouped = addPart(service, { field: 'house', part: 'owner' }, { kind: kind('group'), side: 1 });
  expect(grouped.chosen).toBe('house/gruppaPoley');
  expect(parts(grouped.service)).toEqual([
    ...['street', 'owner', 'owner/name', 'gruppaPoley', 'gruppaPoley/name', 'area'],
  ]);
  const within = addPart(service, { field: 'house', part: 'owner/name' }, { kind: kind('group'), side: 0 });
  expect(within.chosen).toBe('house/owner/gruppaPoley');
  expect(parts(within.service).slice(2, 4)).toEqual(['owner/gruppaPoley', 'owner/gruppaPoley/name']);
});

test('часть уходит в соседнюю группу со своей обязательностью', () => {
  expect(groupsBeside(house, 'street')).toEqual([{ code: 'owner', title: 'Владелец' }]);
  const moved = partInto(service, { field: 'house', part: 'street' }, 'owner');
  expect(moved.chosen).toBe('house/owner/street');
  expect(parts(moved.service)).toEqual(['owner', 'owner/name', 'owner/street', 'area']);
  expect(houseIn(moved.service).required).toEqual(['area']);
  expect(houseIn(moved.service).properties?.owner?.required).toEqual(['street']);
  // Out again it stands behind the group.
  const out = partOut(moved.service, { field: 'house', part: 'owner/street' });
  expect(out.chosen).toBe('house/street');
  expect(parts(out.service)).toEqual(['owner', 'owner/name', 'street', 'area']);
  expect(houseIn(out.service).required).toEqual(['area', 'street']);
  expect(houseIn(out.service).properties?.owner).not.toHaveProperty('required');
});

test('из группы самой формы часть выходит полем за нею; занятый код – новый', () => {
  const out = partOut(service, { field: 'house', part: 'area' });
  expect(out.chosen).toBe('area');
  expect(out.service.form.sections[0]?.fields).toEqual(['house', 'area', 'name']);
  expect(out.service.form.schema.required).toEqual(['house', 'area']);
  const twice = partOut(partOut(service, { field: 'house', part: 'owner/name' }).service, {
    field: 'house',
    part: 'name',
  });
  expect(twice.chosen).toBe('imya');
  expect(twice.service.form.schema.properties.imya).toEqual({ type: 'string', title: 'Имя' });
});

test('рядом с любой частью того же поля, но не внутрь себя', () => {
  const inside = partBeside(service, { field: 'house', part: 'area' }, { near: 'owner/name', side: 0 });
  expect(inside.chosen).toBe('house/owner/area');
  expect(parts(inside.service)).toEqual(['street', 'owner', 'owner/area', 'owner/name']);
  expect(partBeside(service, { field: 'house', part: 'owner' }, { near: 'owner/name', side: 0 }).service).toBe(service);
  const beside = partBeside(service, { field: 'house', part: 'area' }, { near: 'street', side: 0 });
  expect(Object.keys(houseIn(beside.service).properties ?? {})).toEqual(['area', 'street', 'owner']);
  expect(houseIn(beside.service).required).toEqual(['street', 'area']);
  expect(nameAround(house, { field: 'house', part: 'owner/name' })).toBe('Владелец');
});
