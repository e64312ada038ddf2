import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** A file of a built interface, ready to send. */
export interface Asset {
  readonly content: Buffer;
  readonly mediaType: string;
  readonly cacheControl: string;
  readonly etag: string | undefined;
  readonly encoding: 'br' | undefined;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const compressible = new Set(['.js', '.mjs', '.css', '.json', '.svg', '.webmanifest']);
const noncePlace = '__CSP_NONCE__';

export interface AssetRequest {
  /** Of the URL, decoded. */
  readonly path: string;
  readonly nonce: string;
  readonly acceptsBrotli: boolean;
}

export interface Interfaces {
  find(request: AssetRequest): Promise<Asset | undefined>;
}

/** The clerk's interface at /, the administrator's at /admin/; an address of a screen gives the page itself. */
export function createInterfaces(folders: { readonly runtime: string; readonly admin: string }): Interfaces {
  const compressed = new Map<string, Buffer>();
  return {
    async find(request) {
      const admin = request.path === '/admin' || request.path.startsWith('/admin/');
      const folder = admin ? folders.admin : folders.runtime;
      const name = admin ? request.path.slice('/admin'.length) : request.path;
      const extension = extname(name);
      if (extension === '' || extension === '.html') return findPage(folder, name, request.nonce);
      return findFile({ folder, name, acceptsBrotli: request.acceptsBrotli }, compressed);
    },
  };
}

/** Read anew each time: it is small, differs by its nonce, and changes under a running server in development. */
async function findPage(folder: string, name: string, nonce: string): Promise<Asset | undefined> {
  // The build may give the screens under a name a page of their own, which asks for their files at once.
  const [own] = /(?<=^\/)[a-z-]+(?=\/)/.exec(name) ?? [];
  const special = own === undefined ? undefined : await readOrNothing(join(folder, `${own}.html`));
  const html = special ?? (await readOrNothing(join(folder, 'index.html')));
  if (html === undefined) return undefined;
  const content = Buffer.from(html.toString('utf8').replaceAll(noncePlace, nonce));
  return { content, mediaType: mediaType('.html'), cacheControl: 'no-store', etag: undefined, encoding: undefined };
}

interface FileRequest {
  readonly folder: string;
  readonly name: string;
  readonly acceptsBrotli: boolean;
}

async function findFile(request: FileRequest, compressed: Map<string, Buffer>): Promise<Asset | undefined> {
  const path = join(request.folder, normalize(request.name));
  if (!path.startsWith(request.folder + sep) || request.name.includes('\0')) return undefined;
  const facts = await stat(path).catch(nothingIfMissing);
  if (!facts?.isFile()) return undefined;
  const extension = extname(path);
  const etag = `${facts.size.toString(36)}-${Math.trunc(facts.mtimeMs).toString(36)}`;
  const encoding = request.acceptsBrotli && compressible.has(extension) ? 'br' : undefined;
  // The build puts a hash of the content into the name of everything under assets/.
  const isNamedByContent = request.name.startsWith('/assets/');
  const packed = encoding === 'br' && isNamedByContent ? await readOrNothing(`${path}.br`) : undefined;
  const content = packed ?? (encoding === 'br' ? await compress(path, etag, compressed) : await readFile(path));
  const cacheControl = isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { content, mediaType: mediaType(extension), cacheControl, etag: `"${etag}${encoding ?? ''}"`, encoding };
}

const brotli = promisify(brotliCompress);

async function compress(path: string, etag: string, compressed: Map<string, Buffer>): Promise<Buffer> {
  const key = `${path}:${etag}`;
  const known = compressed.get(key);
  if (known !== undefined) return known;
  const content = await brotli(await readFile(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  compressed.set(key, content);
  return content;
}

function mediaType(extension: string): string {
  return mediaTypes[extension] ?? 'application/octet-stream';
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(nothingIfMissing);
}

function nothingIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR' || error.code === 'ENAMETOOLONG')
    return;
  throw error;
}
