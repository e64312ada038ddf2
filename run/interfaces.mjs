import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, INTERFACES, Problem, run, seconds, tool } from './process.mjs';

export function* filesOf(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort())
    if (!['dist', 'node_modules'].includes(name)) yield* filesOf(join(path, name));
}

export const present = () => INTERFACES.filter((name) => existsSync(at(name, 'index.html')));

/** Over the content of all that goes into the interfaces: times of files say nothing after `git checkout`. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const path of [...INTERFACES, 'core/src', 'service-definitions/format', 'package-lock.json'].flatMap((name) => [
    ...filesOf(at(name)),
  ])) {
    hash
      .update(`${path.slice(at('.').length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

export async function buildInterfaces(node) {
  const stamp = at('node_modules/.cache/reglament-interfaces');
  const digest = digestOfSources();
  const built = present().every((name) => existsSync(at(name, 'dist/index.html')));
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return 'собраны раньше';
  const began = Date.now();
  rmSync(stamp, { force: true });
  for (const name of present()) {
    const { code, output } = await run(node, [tool('vite'), 'build', '--logLevel', 'warn'], {
      quiet: true,
      cwd: at(name),
    });
    if (code !== 0) throw new Problem(`Интерфейс ${name} не собран:\n${output}`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return `собраны за ${seconds(began)}`;
}
