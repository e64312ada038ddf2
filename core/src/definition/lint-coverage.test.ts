import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('.', import.meta.url);
const tests = new URL('../../../tests/', import.meta.url);

function texts(base: URL, names: (name: string) => boolean): string {
  const found = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter(names);
  return found.map((name) => readFileSync(new URL(name, base), 'utf8')).join('\n');
}

/** Codes of findings stand in the linter as literals: after the level, or in a table of texts by code. */
function codesOf(source: string): Set<string> {
  const calls = source.matchAll(/\b(?:error|warning|info)\(\s*'([a-z][A-Za-z]+)'/g);
  const choices = source.matchAll(/\b(?:error|warning|info)\([^,'()]*\? '([a-z][A-Za-z]+)' : '([a-z][A-Za-z]+)'/g);
  return new Set([...calls, ...choices].flatMap(([, ...codes]) => codes.filter(Boolean)));
}

test('every code of a finding has a test that brings it about', () => {
  const source = texts(folder, (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const proof =
    texts(folder, (name) => name.endsWith('.test.ts')) +
    texts(tests, (name) => /^(?:api|cases)\/.*\.(?:test\.ts|json)$/.test(name));
  const codes = [...codesOf(source)];
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code) => !new RegExp(`['"]${code}['"]`).test(proof))).toEqual([]);
});
