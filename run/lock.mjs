import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataDir, Problem, say } from './process.mjs';

const lockFile = join(dataDir, 'start.lock');

/** A pid is given again after a while, so the time of its start is compared as well where the system tells it. */
function identify(pid) {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return 'alive';
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return state === 'Z' ? undefined : rest[18];
  } catch (error) {
    return error.code === 'EPERM' && process.platform !== 'linux' ? 'alive' : undefined;
  }
}
const isAlive = (process) => process?.identity !== undefined && identify(process.pid) === process.identity;
export const describe = (pid) => ({ pid, identity: identify(pid) });

export function readLock() {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8'));
  } catch {
    return undefined;
  }
}

export function writeLock(lock) {
  writeFileSync(`${lockFile}.${process.pid}`, JSON.stringify(lock), { mode: 0o600 });
  renameSync(`${lockFile}.${process.pid}`, lockFile);
}

export async function takeLock() {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const old = readLock();
  if (isAlive(old?.starter)) {
    throw new Problem(
      `«Регламент» уже запущен из этой папки (процесс ${old.starter.pid})${old.url ? `: ${old.url}` : ', идёт запуск'}. Остановить его: Ctrl+C в том окне.`,
    );
  }
  // Its starter was killed; it notices that and ends by itself.
  if (isAlive(old?.server)) say('Предыдущий сервер остался без запускавшей его программы, жду его завершения…\n');
  for (const end = Date.now() + 30_000; isAlive(old?.server); await delay(100))
    if (Date.now() > end) process.kill(old.server.pid, 'SIGKILL');
  rmSync(lockFile, { force: true });
  writeFileSync(`${lockFile}.${process.pid}`, JSON.stringify({ starter: describe(process.pid) }), { mode: 0o600 });
  try {
    // A link fails when the name is there: of two starts in the same moment one wins.
    linkSync(`${lockFile}.${process.pid}`, lockFile);
  } catch {
    throw new Problem('«Регламент» в эту минуту уже запускается из этой папки другой командой.');
  } finally {
    rmSync(`${lockFile}.${process.pid}`);
  }
  process.once('exit', () => readLock()?.starter.pid === process.pid && rmSync(lockFile, { force: true }));
}

export function checkPort() {
  const port = Number(process.env.PORT ?? 8080);
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE') return done();
      fail(
        new Problem(
          `Порт ${port} занят другой программой. Освободите его или выберите другой: PORT=${port + 1} npm start`,
        ),
      );
    });
    server.listen(port, process.env.HOST ?? '127.0.0.1', () => server.close(done));
  });
}
