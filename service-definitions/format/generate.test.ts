import { readFile } from 'node:fs/promises';
import { schemas } from '@reglament/format';
import { expect, test } from 'vitest';
import { generateTypes } from './generate.ts';

test('the checked-in types are what the schemas generate, byte for byte', async () => {
  const checkedIn = await readFile(new URL('./definitions.gen.ts', import.meta.url), 'utf8');
  expect(await generateTypes()).toBe(checkedIn);
});

test('every object of every format is closed, so that a misspelt key is an error', () => {
  const open: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'object' && !('additionalProperties' in node) && !('oneOf' in node))
      open.push(path);
    for (const [key, value] of Object.entries(node)) visit(value, `${path}/${key}`);
  };
  visit(schemas, '');
  expect(open).toEqual([]);
});
