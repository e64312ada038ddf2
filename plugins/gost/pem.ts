const ARMOUR = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

export interface PemBlock {
  /** Such as `PRIVATE KEY`. */
  readonly label: string;
  readonly der: Uint8Array;
}

/** Blocks of a PEM text in their order; what stands between them is of no account. */
export function readPem(text: string): readonly PemBlock[] {
  return [...text.matchAll(ARMOUR)].map(([, label = '', body = '']) => ({
    label,
    der: new Uint8Array(Buffer.from(body, 'base64')),
  }));
}

export function writePem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The first block with one of the labels, or the bytes themselves when they are DER already. */
export function derOf(content: string | Uint8Array, ...labels: readonly string[]): Uint8Array | undefined {
  if (typeof content !== 'string' && content[0] === 0x30) return content;
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
  return readPem(text).find(({ label }) => labels.includes(label))?.der;
}
