import type { SourceFile } from './source-tree.ts';

const MAX_LINES = 300;
const DRAWERS = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'types',
  'services',
  'controllers',
  'repositories',
]);
const CONFIG = /(?:^|\/)vite(?:st)?\.config\.ts$/;
const DOOR =
  /^(?:service-definitions\/format|plugins|plugins\/[^/]+|plugins\/sdk\/(?:src|kit|emulator)|runtime-ui\/src\/(?:form|ui))\/index\.ts$/;
const NAME = /^(?:\d{3}_[a-z0-9_]+|[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.[a-z]+)*\.(?:ts|tsx|mjs)$/;
/**
 * The product's settings are read in one place; the runner needs some before the product is installed, and tests may be pointed at
 * another PostgreSQL.
 */
const ENVIRONMENT_READERS = /^(?:core\/src\/config\.ts|run\.mjs|run\/[^/]+\.mjs|tests\/.+)$/;

/** How a single file must look, whatever it does. */
export function findShapeProblems({ path, text }: SourceFile): string[] {
  const problems: string[] = [];
  const generated = path.endsWith('.gen.ts');
  const lines = text.split('\n').length - 1;
  const segments = path.split('/');
  const file = segments.at(-1) ?? '';
  if (!generated && lines > MAX_LINES) problems.push(`${lines} строк, больше ${MAX_LINES}`);
  const drawer = segments.find((segment) => DRAWERS.has(segment.replace(/\..*$/, '')));
  if (drawer) problems.push(`имя «${drawer}» ничего не говорит о содержании`);
  if (!NAME.test(file)) problems.push('имя файла пишется строчными-через-дефис');
  if (file === 'index.ts' && !DOOR.test(path)) problems.push('index.ts бывает только у внешних дверей пакетов');
  if (/^export default\b/m.test(text) && !CONFIG.test(path))
    problems.push('export default бывает только в настройках инструментов');
  if (/\bprocess\.env\b/.test(text) && !ENVIRONMENT_READERS.test(path))
    problems.push('окружение читает только core/src/config.ts');
  if (/^core\/src\//.test(path) && /\bMath\.random\(/.test(text))
    problems.push('Math.random не годится: берите node:crypto');
  return problems.map((problem) => `${path}: ${problem}`);
}

/** Numbers without gaps, and a way back in each. */
export function findMigrationProblems(files: readonly SourceFile[]): string[] {
  const migrations = files.flatMap((file) => {
    const [, number] = /^core\/migrations\/(\d{3})_[a-z0-9_-]+\.ts$/.exec(file.path) ?? [];
    return number ? [{ ...file, number: Number(number) }] : [];
  });
  if (migrations.length === 0) return ['core/migrations: миграций нет'];
  return migrations.flatMap(({ path, text, number }, index) => {
    const problems: string[] = [];
    if (number !== index + 1) problems.push(`${path}: по порядку здесь номер ${String(index + 1).padStart(3, '0')}`);
    for (const name of ['up', 'down']) {
      if (!new RegExp(`^export (?:async )?(?:function|const) ${name}\\b`, 'm').test(text))
        problems.push(`${path}: нет ${name}`);
    }
    return problems;
  });
}

/** Whoever installs uses their own registry, so the lock file names none; and what is installed is what was tried. */
export function findPackageProblems(lock: string, manifests: readonly { path: string; text: string }[]): string[] {
  const hosts = [...lock.matchAll(/"resolved": "(\w+:\/\/[^"]+)"/g)].map(([, url]) => `package-lock.json: ${url}`);
  const loose = manifests.flatMap(({ path, text }) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text);
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)))
      .map(([name, version]) => `${path}: ${name} ${version} – нужна точная версия`);
  });
  return [...hosts, ...loose];
}
