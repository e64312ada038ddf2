import { randomBytes } from 'node:crypto';

/** 100-nanosecond steps from the beginning of the Gregorian calendar to that of Unix time (RFC 4122). */
const gregorianOffset = 0x01b21dd213814000n;

/**
 * A UUID of version 1, which СМЭВ wants for its time: older than some two days it is refused. What is left below a
 * millisecond, the clock sequence and the node are chance, as RFC 4122 (4.5) allows, so that no two processes meet.
 */
export function messageIdAt(now: Date): string {
  const chance = randomBytes(10);
  const steps = BigInt(now.getTime()) * 10_000n + BigInt(chance.readUInt16BE(0) % 10_000) + gregorianOffset;
  const hex = (value: bigint, digits: number) => value.toString(16).padStart(digits, '0');
  const low = hex(steps & 0xffffffffn, 8);
  const middle = hex((steps >> 32n) & 0xffffn, 4);
  const high = hex(((steps >> 48n) & 0x0fffn) | 0x1000n, 4);
  const sequence = hex(BigInt((chance.readUInt16BE(2) & 0x3fff) | 0x8000), 4);
  const node = Buffer.from(chance.subarray(4));
  // The multicast bit: no real network card has this address.
  node.writeUInt8(node.readUInt8(0) | 1, 0);
  return `${low}-${middle}-${high}-${sequence}-${node.toString('hex')}`;
}
