/** ГОСТ keys are written with the least significant byte first, signature values with the most significant one. */
export function fromLittleEndian(bytes: Uint8Array): bigint {
  return fromBigEndian(bytes.toReversed());
}

export function fromBigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

export function toBigEndian(value: bigint, length: number): Uint8Array {
  return bytesOfHex(value.toString(16).padStart(length * 2, '0'));
}

export function toLittleEndian(value: bigint, length: number): Uint8Array {
  return toBigEndian(value, length).reverse();
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

function bytesOfHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

/** A serial number as it is compared and shown: DER puts a zero byte before a high first bit. */
export function serialOf(bytes: Uint8Array): string {
  return hexOf(bytes).replace(/^(?:00)+(?=..)/, '');
}
