import { expect, test } from 'vitest';
import { evidenceExtension } from './evidence-name.ts';

test.each([
  ['xml', Buffer.from('<?xml version="1.0"?><а/>')],
  ['xml', Buffer.from('\uFEFF  <a/>')],
  ['json', Buffer.from('\n{"a": 1}')],
  ['json', Buffer.from('[]')],
  ['txt', Buffer.from('Ответ')],
  ['txt', Buffer.alloc(0)],
  ['bin', Buffer.from([0x3c, 0x00, 0x61])],
  ['bin', Buffer.from([0xcf, 0xf0])],
])('%s', (extension, bytes) => {
  expect(evidenceExtension(bytes)).toBe(extension);
});
