import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { screenHelps } from './screen-help.ts';

test('у каждого экрана есть подсказка, и нет подсказок без экрана', () => {
  const router = readFileSync(new URL('../router.tsx', import.meta.url), 'utf8');
  const shell = router.slice(router.indexOf('element: <Shell />'));
  const paths = [...shell.matchAll(/path: '([^']+)'/g)].map(([, path]) => path);
  expect(screenHelps.map(({ path }) => path).sort()).toEqual(
    paths.filter((path) => path !== '/' && path !== '*').sort(),
  );
});

test('подсказка – одно предложение', () => {
  expect(screenHelps.map(({ text }) => text).filter((text) => !/^[А-ЯЁ][^.!?]*\.$/.test(text))).toEqual([]);
});
