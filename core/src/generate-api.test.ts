import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateApiTypes } from './generate-api.ts';

test('api.gen.ts сделан из нынешних схем (npm run generate)', async () => {
  expect(readFileSync(new URL('./api.gen.ts', import.meta.url), 'utf8')).toBe(await generateApiTypes());
});
