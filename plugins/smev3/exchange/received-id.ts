import { createHash } from 'node:crypto';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** The metadata's name of the message comes last in it; the sender's own is the same one. */
const names = [new RegExp(`[<:]MessageId>\\s*(${uuid})`), new RegExp(`[<:]MessageID>\\s*(${uuid})`)];

/**
 * The name of a message that cannot be read: found in its bytes, so that it can be acknowledged and what stands behind
 * it comes; undefined when it is not to be found.
 */
export function findMessageId(original: Uint8Array): string | undefined {
  const text = Buffer.from(original).toString('latin1').replace(/\0/g, '');
  const message = text.slice(Math.max(text.search(/MessageMetadata/), 0));
  return names
    .map((pattern) => pattern.exec(message)?.[1] ?? pattern.exec(text)?.[1])
    .find((found) => found !== undefined);
}

/**
 * A name for bytes that have none. What a node writes anew at each delivery (times, digests, signatures) does not count:
 * the same message is the same again.
 */
export function nameOfBytes(original: Uint8Array): string {
  const lasting = Buffer.from(original)
    .toString('latin1')
    .replace(/[A-Za-z0-9+/=]{40,}|[0-9]+/g, '');
  return `sha256:${createHash('sha256').update(lasting).digest('hex')}`;
}
