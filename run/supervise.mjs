import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, readLock, writeLock } from './lock.mjs';
import { serverFlags, serverMemory } from './node-flags.mjs';
import { at, codeCache, logFile, Problem, say } from './process.mjs';

/** Keeps the server running until it is asked to stop: whatever kills it, it is started again and takes over what is left. */
export async function supervise(node, flags = []) {
  let server;
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal).on(signal, () => {
      if (!stopping) say('\nЗавершаю работу…\n');
      stopping = true;
      if (server?.connected) server.send({ stop: true });
    });
  }
  for (let pause = 100, wasReady = false; ; pause = Math.min(pause * 2, 10_000)) {
    const log = openLog();
    // In a group of its own: Ctrl+C reaches the server only through us. The channel is also how it notices our death.
    server = spawn(node, [...serverFlags, ...flags, at('core/src/main.ts')], {
      cwd: at('.'),
      env: { ...serverMemory, NODE_COMPILE_CACHE: codeCache, ...process.env },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    closeSync(log);
    writeLock({ ...readLock(), server: describe(server.pid) });
    let problem;
    server.on('message', (message) => {
      if (message.step && !wasReady) say(`  ${message.step}… ${message.result}\n`);
      if (message.problem) problem = message.problem;
      if (message.ready) {
        say(wasReady ? 'Сервер снова работает.\n' : greeting(message.ready));
        wasReady = true;
        pause = 100;
        writeLock({ ...readLock(), url: message.ready.url });
      }
    });
    const code = await new Promise((done, fail) => {
      server.once('error', fail);
      server.once('exit', (code, signal) => done(signal ?? code));
    });
    if (stopping) {
      say(code === 0 ? 'Работа завершена.\n' : `Сервер завершился с кодом ${code}. Подробности: ${logFile}\n`);
      return code === 0 ? 0 : 1;
    }
    if (!wasReady)
      throw new Problem(problem ?? `Сервер не запустился (код ${code}):\n${endOfLog()}\nПодробности: ${logFile}`);
    say(`Сервер неожиданно завершился (${code}), запускаю снова. Подробности: ${logFile}\n`);
    await delay(pause);
    if (stopping) return 0;
  }
}

const endOfLog = () => readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');

/** The log and one older part of it. */
function openLog() {
  if (existsSync(logFile) && statSync(logFile).size > 20_000_000) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, 'a', 0o600);
}

function greeting({ url, demo }) {
  const width = (key) => Math.max(...demo.users.map((user) => user[key].length));
  const line = (user) => `  ${user.login.padEnd(width('login'))}  ${user.name.padEnd(width('name'))}  ${user.role}\n`;
  const logins = demo
    ? `\nДемонстрационные учётные записи (пароль у всех: ${demo.password})\n${demo.users.map(line).join('')}`
    : '';
  return `\nГотово. Откройте в браузере: ${url}\n${logins}\nОстановить: Ctrl+C\n`;
}
