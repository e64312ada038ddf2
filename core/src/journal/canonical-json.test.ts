import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('the order of keys makes no difference and nothing is lost', () => {
  expect(canonicalJson({ b: 1, a: [true, null, 'я'], c: undefined })).toBe('{"a":[true,null,"я"],"b":1}');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 20261121 },
  );
});

test.for([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, Symbol('x'), 1n])('%s is refused', (value) => {
  expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
});
