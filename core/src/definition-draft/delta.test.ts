import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../rule/value.ts';
import { applyChanges, type Change, DeltaMismatch, differences, inverted } from './delta.ts';

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const text = (value: Json) => JSON.stringify(value);

describe('разница двух документов', () => {
  test('приводит к новому и обратно, байт в байт', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const changes = differences(before, after);
        expect(text(applyChanges(before, changes))).toBe(text(after));
        expect(text(applyChanges(after, inverted(changes)))).toBe(text(before));
      }),
    );
  });

  test.each<[string, Json, Json, Change[]]>([
    ['ничего', { a: [1] }, { a: [1] }, []],
    ['значение', { a: 1 }, { a: 2 }, [{ op: 'set', at: '/a', before: 1, after: 2 }]],
    [
      'порядок ключей',
      { a: 1, b: 2 },
      { b: 2, a: 1 },
      [{ op: 'members', at: '', before: ['a', 'b'], after: ['b', 'a'], removed: {}, added: {} }],
    ],
    [
      'ключ с косой чертой',
      { 'a/b': { x: 1 } },
      { 'a/b': { x: 2 } },
      [{ op: 'set', at: '/a~1b/x', before: 1, after: 2 }],
    ],
    ['вставка', [1, 3], [1, 2, 3], [{ op: 'splice', at: '', index: 1, removed: [], inserted: [2] }]],
    [
      'перестановка',
      [1, 2, 3],
      [3, 1, 2],
      [{ op: 'splice', at: '', index: 0, removed: [1, 2, 3], inserted: [3, 1, 2] }],
    ],
    ['правка в списке', [{ a: 1 }, 5], [{ a: 2 }, 5], [{ op: 'set', at: '/0/a', before: 1, after: 2 }]],
  ])('%s', (...[, before, after, changes]) => expect(differences(before, after)).toEqual(changes));
});

describe('изменение чужого документа', () => {
  test('два добавили разные поля: остаются оба, каждое за своим соседом', () => {
    const base = { a: 1, b: 2 };
    const mine = differences(base, { a: 1, x: 0, b: 2 });
    expect(text(applyChanges({ a: 1, b: 2, y: 9 }, mine))).toBe(text({ a: 1, x: 0, b: 2, y: 9 }));
  });
  test('соседа убрали: новое встаёт в начало', () => {
    const mine = differences({ a: 1, b: 2 }, { a: 1, x: 0, b: 2 });
    expect(text(applyChanges({ b: 2 }, mine))).toBe(text({ x: 0, b: 2 }));
  });
  test('элемент списка сдвинулся: удаляется он, а не сосед', () => {
    const mine = differences(['a', 'b', 'c'], ['a', 'c']);
    expect(applyChanges(['new', 'a', 'b', 'c'], mine)).toEqual(['new', 'a', 'c']);
  });

  test.each<[string, Json, Json, Json, string]>([
    ['значение уже другое', { a: 1 }, { a: 2 }, { a: 3 }, '/a'],
    ['места больше нет', { a: { b: 1 } }, { a: { b: 2 } }, {}, '/a'],
    ['удалённое изменено', { a: 1, b: 2 }, { a: 1 }, { a: 1, b: 3 }, '/b'],
    ['добавленное уже есть', {}, { a: 1 }, { a: 2 }, '/a'],
    ['элемент не один такой', ['x', 'a'], ['x'], ['a', 'b', 'a'], ''],
    ['список стал объектом', { a: [1] }, { a: [] }, { a: {} }, '/a'],
  ])('%s: отказ с местом', (...[, base, wanted, actual, pointer]) => {
    const changes = differences(base, wanted);
    expect(() => applyChanges(actual, changes)).toThrow(DeltaMismatch);
    expect(placeOfMismatch(actual, changes)).toBe(pointer);
  });

  test.each(['/length', '/-1', '/01', '/constructor', '/a/__proto__'])('указатель %s никуда не ведёт', (at) => {
    const change: Change = { op: 'set', at, before: 1, after: 2 };
    expect(() => applyChanges([1], [change])).toThrow(DeltaMismatch);
    expect(() => applyChanges({ a: {} }, [change])).toThrow(DeltaMismatch);
  });
});

function placeOfMismatch(document: Json, changes: readonly Change[]): string | undefined {
  try {
    applyChanges(document, changes);
    return undefined;
  } catch (error) {
    return error instanceof DeltaMismatch ? error.pointer : undefined;
  }
}
