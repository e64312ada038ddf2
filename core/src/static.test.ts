import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInterfaces, type Interfaces } from './static.ts';

const folder = mkdtempSync(join(tmpdir(), 'reglament-static-'));
let interfaces: Interfaces;
beforeAll(() => {
  for (const name of ['runtime', 'admin']) {
    mkdirSync(join(folder, name, 'assets'), { recursive: true });
    writeFileSync(join(folder, name, 'index.html'), `<p>${name}</p><style nonce="__CSP_NONCE__"></style>`);
    writeFileSync(join(folder, name, 'assets/app-1a2b3c.js'), `// ${name}\n${'x();'.repeat(1000)}`);
  }
  writeFileSync(join(folder, 'admin/drafts.html'), '<p>editor</p><style nonce="__CSP_NONCE__"></style>');
  writeFileSync(join(folder, 'runtime/favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  interfaces = createInterfaces({ runtime: join(folder, 'runtime'), admin: join(folder, 'admin') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const find = (path: string, acceptsBrotli = false) => interfaces.find({ path, nonce: 'abc', acceptsBrotli });

describe('страница', () => {
  test.each([
    ['/', 'runtime'],
    ['/applications/42', 'runtime'],
    ['/index.html', 'runtime'],
    ['/admin', 'admin'],
    ['/admin/', 'admin'],
    ['/admin/services/x', 'admin'],
    ['/admin/drafts/42', 'editor'],
    ['/admin/drafts', 'admin'],
    ['/admin/drafted/42', 'admin'],
    ['/drafts/42', 'runtime'],
    ['/administration', 'runtime'],
  ])('%s – %s, со своим nonce, не хранится', async (path, name) => {
    const asset = await find(path);
    expect(asset?.content.toString()).toBe(`<p>${name}</p><style nonce="abc"></style>`);
    expect(asset).toMatchObject({ mediaType: 'text/html; charset=utf-8', cacheControl: 'no-store' });
  });
});

describe('файл', () => {
  test('сборки хранится вечно, по просьбе сжат', async () => {
    const plain = await find('/assets/app-1a2b3c.js');
    const packed = await find('/assets/app-1a2b3c.js', true);
    expect(plain).toMatchObject({
      mediaType: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=31536000, immutable',
      encoding: undefined,
    });
    expect(packed?.encoding).toBe('br');
    expect(brotliDecompressSync(packed?.content ?? Buffer.alloc(0))).toEqual(plain?.content);
    expect(packed?.etag).not.toBe(plain?.etag);
  });
  test('сжатый при сборке отдаётся как есть', async () => {
    const packed = brotliCompressSync('// packed by the build');
    writeFileSync(join(folder, 'runtime/assets/packed-1a2b3c.js'), '// packed by the build');
    writeFileSync(join(folder, 'runtime/assets/packed-1a2b3c.js.br'), packed);
    const asset = await find('/assets/packed-1a2b3c.js', true);
    expect(asset).toMatchObject({ content: packed, encoding: 'br', mediaType: 'text/javascript; charset=utf-8' });
    expect((await find('/assets/packed-1a2b3c.js'))?.content.toString()).toBe('// packed by the build');
  });
  test('прочий сверяется каждый раз', async () => {
    expect(await find('/favicon.svg')).toMatchObject({ mediaType: 'image/svg+xml', cacheControl: 'no-cache' });
  });
  test('интерфейсы не видят файлов друг друга', async () => {
    expect((await find('/admin/assets/app-1a2b3c.js'))?.content.toString()).toContain('// admin');
    expect(await find('/admin/favicon.svg')).toBeUndefined();
  });
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/..%2fsecret.txt',
  '/assets/\0.js',
  '/none.js',
  '/assets.js/x.js',
])('%j – нет такого', async (path) => expect(await find(path)).toBeUndefined());

test('пока интерфейс не собран, страницы нет', async () => {
  const empty = createInterfaces({ runtime: join(folder, 'nothing'), admin: join(folder, 'nothing') });
  expect(await empty.find({ path: '/', nonce: 'abc', acceptsBrotli: false })).toBeUndefined();
});
