import { randomBytes } from 'node:crypto';

/** 100-nanosecond steps from 15 October 1582 to 1970. */
const GREGORIAN = 122_192_928_000_000_000n;
const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** When a UUID of version 1 was made; undefined: it is not one, or has capital letters. */
export function timeOfUuid(uuid: string): Date | undefined {
  if (!PATTERN.test(uuid)) return undefined;
  const [low, middle, high = ''] = uuid.split('-');
  const steps = BigInt(`0x${high.slice(1)}${middle}${low}`) - GREGORIAN;
  return new Date(Number(steps / 10_000n));
}

/** Makes UUIDs of version 1 by a clock that may stand still. */
export function createUuidMaker(now: () => Date): () => string {
  let last = 0n;
  // A random node name with the bit that says so; two makers over one clock must not meet.
  const node = randomBytes(6);
  node[0] = (node[0] ?? 0) | 1;
  return () => {
    const moment = BigInt(now().getTime()) * 10_000n + GREGORIAN;
    last = moment > last ? moment : last + 1n;
    const hex = last.toString(16).padStart(15, '0');
    return `${hex.slice(7)}-${hex.slice(3, 7)}-1${hex.slice(0, 3)}-8e30-${node.toString('hex')}`;
  };
}
