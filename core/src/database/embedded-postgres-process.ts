import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './embedded-postgres-place.ts';

/** A cluster on disk and what is needed to run it. */
export interface Cluster {
  readonly dataDir: string;
  readonly native: string;
  readonly account: Account | undefined;
  readonly durable: boolean;
}

/** The lines of postmaster.pid we read (PostgreSQL, `src/include/utils/pidfile.h`). */
interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/** The server that works on this folder now; undefined when there is none, whatever a stale postmaster.pid says. */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!isRunning(pid, dataDir)) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/**
 * A pid alone proves little: it may be a zombie that nobody reaps (a container without init) or another program's by now. On Linux
 * the current folder of a PostgreSQL process is its data folder, and a zombie has none.
 */
function isRunning(pid: number, dataDir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform === 'linux') return worksIn(String(pid), dataDir);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function worksIn(pid: string, dataDir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return false;
  }
}

/** On Linux every process of the cluster; elsewhere none is known. */
function processesIn(dataDir: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && worksIn(name, dataDir))
    .map(Number);
}

/** After `kill -9` of the postmaster its children may outlive it for a while and hold the shared memory that a new one needs. */
function endLeftovers(dataDir: string): void {
  for (const pid of processesIn(dataDir)) signal(pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in between.
  }
}

/** Polls until the condition holds; false when the time is over. */
export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await delay(20)) {
    if (condition()) return true;
  }
  return condition();
}

// Below what systems give to whoever asks for any port (Linux from 32768, others from 49152): nobody gets it by chance.
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/** For a program that is told its port and opens it a while later. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port was found between ${FIRST_PORT} and ${LAST_PORT}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Initialises a cluster in an empty folder; rejects with what initdb said. */
export async function initialise(cluster: Cluster, passwordFile: string): Promise<void> {
  // pg_trgm and full text search see Russian letters only under a UTF-8 LC_CTYPE, whatever ICU does for sorting.
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const parameters = [`--pgdata=${cluster.dataDir}`, '--username=reglament', `--pwfile=${passwordFile}`];
  parameters.push('--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=ru-RU');
  parameters.push(
    `--locale=${ctype}`,
    '--lc-messages=C',
    '--no-instructions',
    ...(cluster.durable ? [] : ['--no-sync']),
  );
  const child = spawn(join(cluster.native, 'bin/initdb'), parameters, {
    ...as(cluster),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`initdb: ${said.trim()}`);
}

/** Starts the server and waits until it takes connections. Recovery after a crash may take its time; a silent end may not. */
export async function launch(cluster: Cluster, port: number): Promise<void> {
  endLeftovers(cluster.dataDir);
  // Only ours can be left here, and findPostmaster has shown that its process is gone. PostgreSQL itself would be deceived by a zombie.
  rmSync(join(cluster.dataDir, 'postmaster.pid'), { force: true });
  // Beside the data: root must not write by name into a folder that another account owns.
  const output = `${cluster.dataDir}.start.log`;
  const log = openSync(output, 'w', 0o600);
  // Detached: Ctrl+C in the terminal must reach us, and not the database before us.
  const child = spawn(join(cluster.native, 'bin/postgres'), ['-D', cluster.dataDir, ...settings(cluster, port)], {
    ...as(cluster),
    stdio: ['ignore', log, log],
    detached: cluster.durable,
  });
  closeSync(log);
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `${signal ?? code}`;
  });
  child.unref();
  if (!cluster.durable) tieToUs(child);
  const ready = () => findPostmaster(cluster.dataDir)?.status === 'ready';
  await until(() => ended !== undefined || ready(), 300_000);
  if (ended === undefined && ready()) return;
  throw new Error(`PostgreSQL did not start (${ended ?? 'timeout'}): ${readFileSync(output, 'utf8').trim()}`);
}

/** A killed test run must not leave its server behind: the shell sees the pipe from us close. */
function tieToUs(server: ChildProcess): void {
  const script = `cat; kill -INT ${server.pid}`;
  const guard = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  server.once('exit', () => guard.kill('SIGKILL'));
}

function settings(cluster: Cluster, port: number): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A week of logs and no more.
    logging_collector: 'on',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_size: '0',
    // A failed statement may hold personal data.
    log_min_error_statement: 'panic',
    ...(cluster.durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', logging_collector: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** An empty environment: PG*, LC_* and LD_LIBRARY_PATH of the caller must not change the server. */
function as(cluster: Cluster): { uid?: number; gid?: number; env: Record<string, string>; cwd: string } {
  return { ...cluster.account, env: {}, cwd: '/' };
}

/** Fast shutdown, immediate when that takes longer than half a minute; resolves when no process is left. */
export async function halt(dataDir: string): Promise<void> {
  for (const name of ['SIGINT', 'SIGQUIT'] as const) {
    const server = findPostmaster(dataDir);
    if (server) signal(server.pid, name);
    // The pid file goes before the process does, and the process that writes the log goes last.
    const gone = () => !isRunning(server?.pid ?? 0, dataDir) && processesIn(dataDir).length === 0;
    if (await until(gone, 30_000)) return;
  }
}
