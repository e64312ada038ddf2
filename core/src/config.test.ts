import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'reglament-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = 'x'.repeat(32);
const own = { DATABASE_URL: 'postgres://user:secret@db/reglament', SECRET_KEY: key };

describe('без настроек', () => {
  const config = readConfig({ DATA_DIR: folder });
  test('встроенная база, демонстрация, только этот компьютер', () => {
    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:8080',
      databaseUrl: undefined,
      files: { kind: 'folder', folder: join(folder, 'files') },
      demo: true,
      behindProxy: false,
      checkResponses: false,
      plugins: [],
      role: 'all',
    });
    expect(config.node).toMatch(new RegExp(`-${process.pid}$`));
    expect(config.origins).toEqual(['http://127.0.0.1:8080', 'http://localhost:8080']);
  });
  test('ключ создан, закрыт от других и тот же в следующий раз', () => {
    expect(config.secretKey).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(join(folder, 'secret-key'), 'utf8')).toBe(config.secretKey);
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
    expect(readConfig({ DATA_DIR: folder }).secretKey).toBe(config.secretKey);
  });
  test('начатый и брошенный файл ключа – не ключ: сказано, что делать', () => {
    const half = mkdtempSync(join(tmpdir(), 'reglament-half-'));
    for (const left of ['', config.secretKey.slice(0, 20)]) {
      writeFileSync(join(half, 'secret-key'), left);
      expect(() => readConfig({ DATA_DIR: half })).toThrow(/secret-key: ключ короче 32 символов.*Верните его из копии/);
    }
    rmSync(half, { recursive: true });
  });
  test('заморожены', () => expect(Object.isFrozen(config)).toBe(true));
});

test('своя база: без демонстрации, открыт всем сетям, ключ дан', () => {
  const config = readConfig({ ...own, PUBLIC_URL: 'https://reglament.example.ru', PLUGINS: ' a, b ,' });
  expect(config).toMatchObject({ host: '0.0.0.0', demo: false, secretKey: key, plugins: ['a', 'b'] });
  expect(config.origins).toEqual(['https://reglament.example.ru']);
});

test('демонстрация никогда не открыта наружу', () => {
  expect(() => readConfig({ DATA_DIR: folder, HOST: '0.0.0.0' })).toThrow('только с этого компьютера');
  expect(readConfig({ ...own, DEMO: '1' }).host).toBe('127.0.0.1');
});

test.each([
  ['PORT', 'восемьдесят'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['DEMO', 'может быть'],
  ['PUBLIC_URL', 'reglament.example.ru'],
  ['PUBLIC_URL', 'https://reglament.example.ru/path'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['DATABASE_POOL', '1'],
  ['DATABASE_POOL', 'много'],
  ['DATABASE_TIMEOUT', '0'],
  ['EXCHANGE_DAYS', '89'],
  ['ACCESS_LOG_DAYS', '89'],
  ['DRAFT_DAYS', '89'],
  ['FILES', '/srv/files'],
  ['FILES', 's3:/bucket'],
  ['FILES', 's3://Bucket'],
  ['FILES', 's3://bucket/../other'],
  ['FILES', 's3://key:secret@bucket'],
  ['LOG_LEVEL', 'loud'],
  ['ANTIVIRUS', 'kaspersky'],
  ['BEHIND_PROXY', '2'],
  ['DATABASE_URL', 'mysql://db'],
  ['SECRET_KEY', 'short'],
  ['ROLE', 'both'],
  ['NODE_NAME', 'узел 1'],
])('%s=«%s»: отказ называет настройку и что делать', (name, value) => {
  const read = () => readConfig({ ...own, [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(`• ${name}.*(укажите|Создайте)`, 's'));
});

test('все ошибки сразу, секреты не повторяются', () => {
  const read = () => readConfig({ DATABASE_URL: 'mysql://user:topsecret@db', PORT: 'x', SECRET_KEY: 'tinykey' });
  expect(read).toThrow(/PORT[\s\S]*SECRET_KEY/);
  expect(read).not.toThrow(/topsecret|tinykey/);
});

describe('хранилище S3', () => {
  const bucket = { ...own, FILES: 's3://files/region-73/', S3_ACCESS_KEY: 'access', S3_SECRET_KEY: 'topsecret' };
  test('корзина, папка в ней, адрес и ключи', () => {
    expect(readConfig({ ...bucket, S3_ENDPOINT: 'https://s3.example.ru' }).files).toEqual({
      kind: 'bucket',
      bucket: 'files',
      prefix: 'region-73/',
      endpoint: 'https://s3.example.ru',
      region: 'us-east-1',
      accessKey: 'access',
      secretKey: 'topsecret',
    });
    expect(readConfig({ ...bucket, FILES: 's3://files', S3_REGION: 'ru-1' }).files).toMatchObject({
      prefix: '',
      region: 'ru-1',
      endpoint: undefined,
    });
  });
  test.each([
    ['без ключей', { S3_ACCESS_KEY: '', S3_SECRET_KEY: '' }, /S3_ACCESS_KEY[\s\S]*S3_SECRET_KEY/],
    ['адрес не адрес', { S3_ENDPOINT: 's3.example.ru' }, /S3_ENDPOINT: укажите/],
    ['адрес с логином', { S3_ENDPOINT: 'https://me:topsecret@s3.example.ru' }, /S3_ENDPOINT: укажите/],
    ['файл больше, чем принимает хранилище', { UPLOAD_LIMIT_MB: '5121' }, /UPLOAD_LIMIT_MB.*5120/],
  ])('%s: отказ называет настройку и не повторяет секретов', (_, wrong, told) => {
    const read = () => readConfig({ ...bucket, ...wrong });
    expect(read).toThrow(told);
    expect(read).not.toThrow(/topsecret/);
  });
});

test('роли делят процессы с общей базой, встроенная – на один процесс', () => {
  expect(readConfig({ ...own, ROLE: 'worker', NODE_NAME: 'node-2' })).toMatchObject({ role: 'worker', node: 'node-2' });
  expect(() => readConfig({ DATA_DIR: folder, ROLE: 'web' })).toThrow(/ROLE.*DATABASE_URL/);
});

test('со своей базой ключ обязателен', () => {
  expect(() => readConfig({ DATABASE_URL: own.DATABASE_URL })).toThrow('openssl rand -hex 32');
});
