import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from './start-problem.ts';

/** With the embedded database a key of its own lies beside the data, so that `npm start` needs no settings. */
export function keptSecretKey(dataDir: string): string {
  const path = join(dataDir, 'secret-key');
  if (!existsSync(path)) makeSecretKey(dataDir, path);
  const key = readFileSync(path, 'utf8').trim();
  if (key.length >= 32) return key;
  throw new StartProblem(
    `${path}: ключ короче 32 символов, файл повреждён. Верните его из копии: без прежнего ключа не проверить печати журнала и не прочитать секреты подключений. Если это первый запуск, удалите файл.`,
  );
}

/** The name appears with the whole key in it, and of two processes that make one the first has made it for both. */
function makeSecretKey(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true });
  const fresh = `${path}.${randomUUID()}`;
  try {
    writeFileSync(fresh, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
    linkSync(fresh, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}
