import { expect, test } from 'vitest';
import { pictureName } from './picture-name.ts';

test.each([
  ['image.png', 'Снимок 02.03.2026 09-05-07.png'],
  ['image.JPEG', 'Снимок 02.03.2026 09-05-07.jpeg'],
  ['image.svg', 'image.svg'],
  ['план.png', 'план.png'],
])('%s – %s', (given, name) => expect(pictureName(given, new Date(2026, 2, 2, 9, 5, 7))).toBe(name));
