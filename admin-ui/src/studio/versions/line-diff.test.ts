import { expect, test } from 'vitest';
import { sideBySide } from './line-diff.ts';

test('изменённая строка стоит напротив прежней, равные свёрнуты', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'старое', 'i'];
  const after = before.map((line) => (line === 'старое' ? 'новое' : line)).concat('ещё');
  expect(sideBySide(before.join('\n'), after.join('\n'))).toEqual([
    { folded: 5 },
    {
      rows: [
        ...['f', 'g', 'h'].map((line) => ({ before: line, after: line })),
        { before: 'старое', after: 'новое' },
        { before: 'i', after: 'i' },
        { before: undefined, after: 'ещё' },
      ],
    },
  ]);
  expect(sideBySide('a\nb', 'a\nb')).toEqual([{ folded: 2 }]);
});

/** Texts of few words, so that much repeats; the same ones every time. */
function texts(count: number): string[][] {
  let seed = 7;
  const next = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  return Array.from({ length: count }, () => Array.from({ length: next(30) + 1 }, () => 'abc{'.charAt(next(4))));
}

test('любые два текста: стороны, прочитанные сверху вниз, – это они и есть', () => {
  const all = texts(120);
  for (const [index, before] of all.entries()) {
    const after = all[(index * 7 + 1) % all.length] ?? [];
    const parts = sideBySide(before.join('\n'), after.join('\n'));
    const rows = parts.flatMap((part) => ('rows' in part ? part.rows : []));
    const kept = parts.reduce((sum, part) => sum + ('folded' in part ? part.folded : 0), 0);
    const left = rows.flatMap((row) => row.before ?? []);
    const right = rows.flatMap((row) => row.after ?? []);
    expect([left.length + kept, right.length + kept]).toEqual([before.length, after.length]);
    if (kept === 0) expect([left, right]).toEqual([before, after]);
  }
});
