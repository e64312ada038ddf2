import type { JsonSchema } from '@reglament/format';
import { expect, test } from 'vitest';
import {
  addInner,
  changeInner,
  innerKinds,
  innerOf,
  innerToKind,
  moveInner,
  removeInner,
  requireInner,
  withInner,
} from './inner-commands.ts';

const rows: JsonSchema = {
  title: 'Деревья',
  type: 'array',
  items: { type: 'object', properties: { kind: { title: 'Порода', type: 'string' } } },
};
const inner = innerOf(rows) as JsonSchema;

test('состав есть у списка записей и у группы, больше ни у чего', () => {
  expect(innerOf({ type: 'object', properties: {} })).toEqual({ type: 'object', properties: {} });
  expect(innerOf({ type: 'array', items: { type: 'string' } })).toBeUndefined();
  expect(innerOf({ type: 'string' })).toBeUndefined();
  expect(withInner(rows, addInner(inner, 'Число')).items?.properties).toHaveProperty('chislo');
});

test('поле добавляется, меняется, обязано, переставляется и уходит', () => {
  const two = requireInner(addInner(inner, 'Диаметр ствола'), 'diametrStvola', true);
  expect(two.required).toEqual(['diametrStvola']);
  expect(Object.keys(moveInner(two, 'diametrStvola', -1).properties ?? {})).toEqual(['diametrStvola', 'kind']);
  expect(moveInner(two, 'kind', -1)).toBe(two);
  expect(
    changeInner(two, 'diametrStvola', { title: 'Диаметр', maxLength: undefined }).properties?.diametrStvola,
  ).toEqual({
    title: 'Диаметр',
    type: 'string',
  });
  expect(removeInner(two, 'diametrStvola')).toEqual(inner);
});

test.each(innerKinds)('вид «$title»: вопрос прежний, своего вида на экране не нужно', (kind) => {
  expect(kind).not.toHaveProperty('ui');
  expect(innerToKind(inner, 'kind', kind).properties?.kind).toEqual(
    kind.code === 'text' ? { title: 'Порода', type: 'string' } : { title: 'Порода', ...kind.schema },
  );
});
