import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { dataDir, Problem } from './process.mjs';

const TRIPLETS = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/** Where the packages of Debian and its kin, and of ALT and RED OS, put the engine; Node 22 and later speak to OpenSSL 3 alone. */
const PLACES = [
  `/usr/lib/${TRIPLETS[process.arch] ?? process.arch}/engines-3/gost.so`,
  '/usr/lib64/engines-3/gost.so',
  '/usr/lib64/openssl/engines-3/gost.so',
  '/usr/lib/engines-3/gost.so',
];

/**
 * The engine's file by GOST_ENGINE: `auto` looks in the usual places, `off` wants none, else it is the path itself.
 * @public
 */
export function findEngine(setting = process.env.GOST_ENGINE || 'auto') {
  if (setting === 'off') return undefined;
  if (setting === 'auto') return PLACES.find((place) => existsSync(place));
  if (!isAbsolute(setting) || !existsSync(setting))
    throw new Problem(
      `GOST_ENGINE=${setting}: файла нет. Нужны auto, off или полный путь к gost.so (пакет libengine-gost-openssl).`,
    );
  return setting;
}

/**
 * For Node (`--openssl-config`) and for the openssl command (`OPENSSL_CONF`) alike.
 * @public
 */
export const engineConfig = (file) => `nodejs_conf = openssl_init
openssl_conf = openssl_init
[openssl_init]
engines = engines
[engines]
gost = gost
[gost]
engine_id = gost
dynamic_path = ${file}
default_algorithms = ALL
`;

/**
 * What Node has to be started with, and a line for the console. A flag and not OPENSSL_CONF: the database and the browser
 * that the server starts have an OpenSSL of their own, which must not read this.
 */
export function prepareEngine(node, folder = dataDir) {
  const file = findEngine();
  if (!file) return { flags: [], told: 'на JavaScript' };
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'gost-engine.cnf');
  writeFileSync(config, engineConfig(file), { mode: 0o600 });
  const flags = [`--openssl-config=${config}`];
  // An engine for another OpenSSL would stop Node at its start.
  const { status } = spawnSync(node, [...flags, '-e', `require('node:crypto').createHash('md_gost12_256')`]);
  if (status === 0) return { flags, told: `движок OpenSSL (${file})` };
  if (process.env.GOST_ENGINE && process.env.GOST_ENGINE !== 'auto')
    throw new Problem(
      `GOST_ENGINE=${file}: движок не загружается в Node.js ${process.version} (нужен собранный для OpenSSL 3).`,
    );
  return { flags: [], told: `на JavaScript: движок ${file} не загружается` };
}
