import type { SourceFile } from './source-tree.ts';

/** Rows of the table of manuals: what they name must be there. */
export function findStaleManualRows(readme: string, router: string, tests: readonly SourceFile[]): string[] {
  const rows = readme.split('\n').filter((line) => /^\| \d/.test(line));
  if (rows.length === 0) return ['таблицы руководств нет'];
  return rows.flatMap((row) => {
    const [point = '', , screen = '', test = ''] = row
      .slice(1)
      .split('|')
      .map((cell) => cell.trim());
    return [...screenProblems(screen, router), ...testProblems(test, tests)].map((problem) => `${point}: ${problem}`);
  });
}

function screenProblems(cell: string, router: string): string[] {
  const path = /^`(.+)`$/.exec(cell)?.[1];
  return path !== undefined && router.includes(`path: '${path}'`) ? [] : [`нет экрана ${cell}`];
}

function testProblems(cell: string, tests: readonly SourceFile[]): string[] {
  const [, name, title] = /^`([^`]+)`(?: «(.+)»)?$/.exec(cell) ?? [];
  const file = tests.find(({ path }) => path === `tests/${name}`);
  if (file === undefined) return [`нет файла ${cell}`];
  return title === undefined || file.text.includes(`test('${title}`) ? [] : [`нет проверки ${cell}`];
}
