import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Context } from 'koa';

const brotli = promisify(brotliCompress);
/** Less than this goes into as many packets packed as plain. */
const worthwhile = 4096;
/** A hundred kilobytes in two milliseconds; harder packing saves little more and takes tens. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/** The answer, packed for whoever reads it so. Not on the event loop: others are answered meanwhile. */
export async function packedFor(ctx: Context, bytes: Buffer): Promise<Buffer> {
  ctx.vary('Accept-Encoding');
  if (bytes.length < worthwhile || ctx.acceptsEncodings('br', 'identity') !== 'br') return bytes;
  ctx.set('Content-Encoding', 'br');
  return brotli(bytes, { params });
}
