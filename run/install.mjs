import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { at, Problem, run, seconds } from './process.mjs';

const NODE_NEEDED = [22, 22];

/** What npm wrote down about node_modules says the same as the lock file; an interrupted installation leaves no such note. */
function isInstalled() {
  const note = at('node_modules/.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(note, 'utf8')).packages;
  const same = ([path, { version, integrity, optional, devOptional }]) => {
    const there = found[path];
    if (!there) return Boolean(optional || devOptional);
    return there.version === version && there.integrity === integrity;
  };
  const outside = Object.entries(wanted).filter(([path]) => path.includes('node_modules/'));
  return outside.every(same) && Object.keys(found).every((path) => path in wanted);
}

/** Under `npm start` the very npm that was called; its own Node, since the one in node_modules goes away while npm installs. */
export async function install() {
  if (isInstalled()) return 'на месте';
  const began = Date.now();
  const { npm_execpath: npm, npm_node_execpath: npmNode } = process.env;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const [command, all] = npm?.endsWith('npm-cli.js') ? [npmNode ?? process.execPath, [npm, ...args]] : ['npm', args];
  const PATH = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.endsWith(join('node_modules', '.bin')));
  const { code, output } = await run(command, all, {
    quiet: true,
    env: { ...process.env, PATH: PATH.join(delimiter) },
  });
  if (code !== 0)
    throw new Problem(`npm ci не выполнена (код ${code}). Проверьте доступ к реестру npm и место на диске.\n${output}`);
  return `установлены за ${seconds(began)}`;
}

const isNew = (version) => {
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  return major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]);
};

/** npm before 11 installs the Node of a package and leaves it unlinked; services and commands begin by the link. */
function linkNode() {
  const own = `node-${process.platform}-${process.arch}/bin/node`;
  const link = at('node_modules/.bin/node');
  if (existsSync(link) || !existsSync(at(`node_modules/${own}`))) return;
  rmSync(link, { force: true });
  symlinkSync(join('..', own), link);
}

/** The running Node when it is new enough, else the one that npm has installed with the dependencies. */
export function findNode() {
  linkNode();
  if (isNew(process.versions.node)) return process.execPath;
  const own = at('node_modules/.bin/node');
  const asked = existsSync(own) ? spawnSync(own, ['--version'], { encoding: 'utf8' }) : undefined;
  if (asked?.status === 0 && isNew(asked.stdout)) return own;
  throw new Problem(
    `Нужна среда Node.js ${NODE_NEEDED.join('.')} или новее, а запущена ${process.versions.node}; для этой системы (${process.platform}, ${process.arch}) она не ставится вместе с зависимостями.\nУстановите Node.js 24 с https://nodejs.org и повторите команду.`,
  );
}
