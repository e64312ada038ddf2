import { hostname } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNetwork } from './address-guard.ts';
import { type FilesLocation, readFilesLocation } from './file/location.ts';
import { type KeptDays, readKeptDays } from './kept-days.ts';
import { keptSecretKey } from './secret-key.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What this process does: answers requests, takes jobs, or both. */
export const roles = ['all', 'web', 'worker'] as const;
export type Role = (typeof roles)[number];

export interface Config extends KeptDays {
  readonly role: Role;
  /** How this process is called in logs and leases; different for each of an installation. */
  readonly node: string;
  readonly port: number;
  readonly host: string;
  /** Origin people open in the browser, without a slash at the end. */
  readonly publicUrl: string;
  /** Where other systems call this one: `publicUrl`, of a stand its own part of it. */
  readonly callBase: string;
  /** Origins that may write; `publicUrl` and, on one's own machine, its other spellings. */
  readonly origins: readonly string[];
  /** Undefined: the embedded PostgreSQL is started in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Connections to the database, beside one for notifications. */
  readonly databasePool: number;
  /** How long one statement may take, in milliseconds. */
  readonly databaseTimeout: number;
  readonly files: FilesLocation;
  readonly dataDir: string;
  /** `none`, or `clamd://host:port`: every uploaded file is shown to it first. */
  readonly antivirus: string;
  /** The largest file that is accepted, in bytes. */
  readonly uploadLimit: number;
  /** Folder of definitions to import at the first start. */
  readonly definitionsDir: string;
  /** At least 32 characters; keys for the journal's seal and for stored secrets are derived from it. */
  readonly secretKey: string;
  readonly plugins: readonly string[];
  readonly demo: boolean;
  /** Connections may be led to emulators, which this installation then plays itself. */
  readonly emulators: boolean;
  /** The address of a client comes from X-Forwarded-For: set only behind one's own reverse proxy. */
  readonly behindProxy: boolean;
  /** Networks that are not public and that requests to receivers may reach, such as `10.0.0.0/8`. */
  readonly privateNetworks: readonly string[];
  /** How long a receiver of events may take to answer, in milliseconds. */
  readonly webhookTimeout: number;
  readonly logLevel: string;
  /** Answers are checked against their schemas before they leave: in development and in tests. */
  readonly checkResponses: boolean;
  /** Built interfaces, absolute paths. */
  readonly interfaces: { readonly runtime: string; readonly admin: string };
}

/** Everything that is wrong with the environment at once; the message is for the person who installs. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`Настройки окружения неверны:\n${problems.map((problem) => `  • ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Environment → one frozen object. Throws ConfigError. May create `<dataDir>/secret-key` when the database is embedded. */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = [];
  const value = (name: string) => env[name]?.trim() || undefined;
  const database = readDatabase(value, problems);
  const { databaseUrl } = database;
  const { demo, emulators } = readMadeUp(value, databaseUrl, problems);
  const port = readPort(value('PORT') ?? '8080', problems);
  const host = readHost(value('HOST'), demo, problems);
  const publicUrl = readPublicUrl(value('PUBLIC_URL') ?? `http://127.0.0.1:${port}`, problems);
  const dataDir = absolute(value('DATA_DIR') ?? '.data');
  const filesText = value('FILES') ?? `file:${join(dataDir, 'files')}`;
  const files = readFilesLocation(filesText, { setting: value, absolute }, problems);
  const antivirus = readAntivirus(value('ANTIVIRUS') ?? 'none', problems);
  const uploadLimit = readMegabytes('UPLOAD_LIMIT_MB', value('UPLOAD_LIMIT_MB') ?? '200', problems);
  if (files.kind === 'bucket' && uploadLimit > LARGEST_OBJECT)
    problems.push('UPLOAD_LIMIT_MB: хранилище S3 принимает файл не больше 5120 МБ, укажите столько или меньше.');
  const behindProxy = readFlag('BEHIND_PROXY', value('BEHIND_PROXY') ?? '0', problems);
  const checkResponses = readFlag('CHECK_RESPONSES', value('CHECK_RESPONSES') ?? '0', problems);
  const networks = readNetworks(value('PRIVATE_NETWORKS') ?? (demo ? '127.0.0.0/8,::1' : 'none'), problems);
  const keptDays = readKeptDays(value, problems);
  const webhookTimeout = readSeconds('WEBHOOK_TIMEOUT', value('WEBHOOK_TIMEOUT') ?? '10', problems);
  const logLevel = readLogLevel(value('LOG_LEVEL') ?? 'info', problems);
  const role = readRole(value('ROLE') ?? 'all', databaseUrl, problems);
  const node = readNodeName(value('NODE_NAME') ?? `${hostname().slice(0, 50)}-${process.pid}`, problems);
  const givenKey = readSecretKey(value('SECRET_KEY'), databaseUrl, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({
    role,
    node,
    port,
    host,
    ...{ publicUrl, callBase: publicUrl },
    origins: Object.freeze(originsOf(publicUrl, value('DEV_ORIGIN'))),
    ...database,
    files,
    dataDir,
    antivirus,
    uploadLimit,
    definitionsDir: absolute(value('DEFINITIONS') ?? 'service-definitions'),
    secretKey: givenKey ?? keptSecretKey(dataDir),
    plugins: Object.freeze(namesIn(value('PLUGINS') ?? '')),
    ...{ demo, emulators, behindProxy },
    privateNetworks: Object.freeze(networks),
    ...keptDays,
    webhookTimeout,
    logLevel,
    checkResponses,
    interfaces: Object.freeze({ runtime: join(root, 'runtime-ui/dist'), admin: join(root, 'admin-ui/dist') }),
  });
}

/** What of the installation is made up. */
function readMadeUp(
  value: (name: string) => string | undefined,
  databaseUrl: string | undefined,
  problems: string[],
): Pick<Config, 'demo' | 'emulators'> {
  const demo = readFlag('DEMO', value('DEMO') ?? (databaseUrl === undefined ? '1' : '0'), problems);
  return { demo, emulators: readFlag('EMULATORS', value('EMULATORS') ?? (demo ? '1' : '0'), problems) };
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Of one request to S3. */
const LARGEST_OBJECT = 5 * 1024 ** 3;

function absolute(path: string): string {
  return isAbsolute(path) ? path : resolve(root, path);
}

/** The embedded database belongs to one process: a second one would stop it under the first. */
function readRole(text: string, databaseUrl: string | undefined, problems: string[]): Role {
  const role = roles.find((known) => known === text);
  if (role === undefined) problems.push(`ROLE=«${text}»: укажите одно из значений: ${roles.join(', ')}.`);
  else if (role !== 'all' && databaseUrl === undefined) {
    problems.push(`ROLE=«${text}»: разные роли бывают у процессов с общей базой. Для неё укажите DATABASE_URL.`);
  }
  return role ?? 'all';
}

function readNodeName(text: string, problems: string[]): string {
  if (!/^[\w.-]{1,63}$/.test(text)) {
    problems.push(`NODE_NAME=«${text}»: укажите имя из латинских букв, цифр, точек и дефисов, до 63 знаков.`);
  }
  return text;
}

function readPort(text: string, problems: string[]): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port;
  problems.push(`PORT=«${text}»: укажите номер порта от 0 до 65535, например PORT=8080.`);
  return 0;
}

function readFlag(name: string, text: string, problems: string[]): boolean {
  if (['1', 'true', 'on', 'yes'].includes(text.toLowerCase())) return true;
  if (['0', 'false', 'off', 'no'].includes(text.toLowerCase())) return false;
  problems.push(`${name}=«${text}»: укажите 1 (включено) или 0 (выключено).`);
  return false;
}

function readMegabytes(name: string, text: string, problems: string[]): number {
  const megabytes = Number(text);
  if (/^\d{1,4}$/.test(text) && megabytes > 0) return megabytes * 1024 * 1024;
  problems.push(`${name}=«${text}»: укажите размер в мегабайтах от 1 до 9999, например ${name}=25.`);
  return 0;
}

function readSeconds(name: string, text: string, problems: string[]): number {
  const seconds = Number(text);
  if (/^\d{1,3}$/.test(text) && seconds > 0) return seconds * 1000;
  problems.push(`${name}=«${text}»: укажите время в секундах от 1 до 999, например ${name}=10.`);
  return 0;
}

/** With fewer than two a process that begins a transaction inside of another's work would wait for itself. */
function readPool(text: string, problems: string[]): number {
  const connections = Number(text);
  if (/^\d{1,3}$/.test(text) && connections > 1) return connections;
  problems.push(`DATABASE_POOL=«${text}»: укажите, сколько соединений с базой держать, от 2 до 999, например 10.`);
  return 0;
}

function readNetworks(text: string, problems: string[]): string[] {
  if (text === 'none') return [];
  const networks = text.split(',').map((one) => one.trim());
  const wrong = networks.filter((one) => !isNetwork(one));
  if (wrong.length === 0) return networks;
  problems.push(
    `PRIVATE_NETWORKS: «${wrong.join(', ')}» – не сеть. Укажите сети через запятую, например 10.0.0.0/8,fd00::/8, или none.`,
  );
  return [];
}

function readDatabase(value: (name: string) => string | undefined, problems: string[]) {
  return {
    databaseUrl: readDatabaseUrl(value('DATABASE_URL'), problems),
    databasePool: readPool(value('DATABASE_POOL') ?? '10', problems),
    databaseTimeout: readSeconds('DATABASE_TIMEOUT', value('DATABASE_TIMEOUT') ?? '30', problems),
  };
}

function readDatabaseUrl(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined || /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  // The text may hold a password, so it is not repeated.
  problems.push('DATABASE_URL: укажите адрес PostgreSQL вида postgres://пользователь:пароль@сервер:5432/база.');
  return undefined;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Demo accounts have a published password, so such a server answers only on this machine. */
function readHost(text: string | undefined, demo: boolean, problems: string[]): string {
  if (demo && text !== undefined && !loopback.has(text)) {
    problems.push(
      `HOST=«${text}»: с демонстрационными данными (пароли известны всем) сервер доступен только с этого компьютера. Уберите HOST или укажите DEMO=0.`,
    );
  }
  return text ?? (demo ? '127.0.0.1' : '0.0.0.0');
}

function readPublicUrl(text: string, problems: string[]): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username)
    return url.origin;
  problems.push(
    `PUBLIC_URL=«${text}»: укажите адрес, который открывают в браузере, без пути, например https://reglament.example.ru.`,
  );
  return '';
}

function originsOf(publicUrl: string, devOrigin: string | undefined): string[] {
  const origins = [publicUrl];
  const url = new URL(publicUrl);
  if (loopback.has(url.hostname)) {
    for (const name of ['127.0.0.1', 'localhost'])
      origins.push(`${url.protocol}//${name}${url.port ? `:${url.port}` : ''}`);
  }
  if (devOrigin !== undefined) origins.push(devOrigin);
  return [...new Set(origins)];
}

function readAntivirus(text: string, problems: string[]): string {
  if (text !== 'none' && URL.parse(text)?.protocol !== 'clamd:') {
    problems.push(`ANTIVIRUS=«${text}»: укажите clamd://сервер:3310 или none (не проверять).`);
  }
  return text;
}

function readLogLevel(text: string, problems: string[]): string {
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];
  if (!levels.includes(text)) problems.push(`LOG_LEVEL=«${text}»: укажите одно из значений: ${levels.join(', ')}.`);
  return text;
}

function readSecretKey(
  text: string | undefined,
  databaseUrl: string | undefined,
  problems: string[],
): string | undefined {
  if (text === undefined && databaseUrl !== undefined) {
    problems.push(
      'SECRET_KEY: со своей базой данных ключ обязателен. Создайте его: openssl rand -hex 32 – и храните отдельно от базы.',
    );
  }
  if (text !== undefined && text.length < 32) {
    problems.push('SECRET_KEY: ключ короче 32 символов. Создайте новый: openssl rand -hex 32.');
  }
  return text;
}
