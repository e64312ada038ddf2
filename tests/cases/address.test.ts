import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinAddress } from '../../runtime-ui/src/form/address/join-address.ts';
import { addressParts } from '../../runtime-ui/src/form/address/parts.ts';
import { splitAddress } from '../../runtime-ui/src/form/address/split-address.ts';

test('что составлено из частей, разбирается на них же', () => {
  const name = fc.constantFrom('Лесная', 'Большое Заречье', 'Мира', 'Первомайская');
  const count = fc.integer({ min: 1, max: 999 }).map(String);
  const address = fc.record(
    {
      postalCode: fc.integer({ min: 100_000, max: 999_999 }).map(String),
      region: name.map((word) => `${word} область`),
      district: name.map((word) => `${word} р-н`),
      city: name,
      settlement: name.map((word) => `с. ${word}`),
      street: name.map((word) => `ул. ${word}`),
      house: count,
      block: count,
      structure: count,
      flat: count,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(address, (parts) => {
      expect(splitAddress(joinAddress(parts))).toEqual({ parts, rest: [] });
    }),
  );
});

test('любой текст: ни одна цифра не теряется и не появляется', () => {
  const digits = (text: string) => [...text.replace(/\D/g, '')].sort().join('');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'аг. ,д57кул/-'), maxLength: 60 }), (line) => {
      const { parts, rest } = splitAddress(line);
      const kept = [...addressParts.flatMap((part) => parts[part] ?? []), ...rest].join('');
      expect(digits(kept)).toBe(digits(line));
    }),
    { numRuns: 500 },
  );
});
