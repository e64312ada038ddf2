import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The last row of one application's journal, as it stood at the moment of the seal. */
export interface Head {
  readonly applicationId: string;
  readonly seq: number;
  /** Lower-case hex. */
  readonly chainHash: string;
}

export interface SealContent {
  /** 1, 2, 3 … without gaps. */
  readonly number: number;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly createdAt: Date;
  /** Digest of the seal before; 64 zeros for the first. */
  readonly previous: string;
  /** Every event with an id up to this one is covered by this seal or one before it. */
  readonly upToEvent: number;
  /** Heads that changed since the seal before. */
  readonly heads: readonly Head[];
}

/** A seal as it is kept: the text, its SHA-256 (which the next seal repeats) and its HMAC, both hex. */
export interface Seal extends SealContent {
  readonly text: string;
  readonly digest: string;
  readonly hmac: string;
}

export const FIRST_PREVIOUS = '0'.repeat(64);

/** The key of the seals, made from the installation's secret, which is kept outside of the database. */
export function sealKey(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'reglament journal seal', 32));
}

export function makeSeal(content: SealContent, key: Buffer): Seal {
  const text = [
    'reglament journal seal 1',
    `number ${content.number}`,
    `day ${content.day}`,
    `created ${content.createdAt.toISOString()}`,
    `previous ${content.previous}`,
    `up-to-event ${content.upToEvent}`,
    `heads ${content.heads.length}`,
    ...content.heads.map(({ applicationId, seq, chainHash }) => `${applicationId} ${seq} ${chainHash}`),
    '',
  ].join('\n');
  return { ...content, text, digest: createHash('sha256').update(text).digest('hex'), hmac: sign(text, key) };
}

/** What goes into the file: the text and one more line. */
export function sealFile(seal: Pick<Seal, 'text' | 'hmac'>): string {
  return `${seal.text}hmac ${seal.hmac}\n`;
}

/** Undefined: not a seal of ours, or not made with this key, or changed since. */
export function readSeal(file: string, key: Buffer): Seal | undefined {
  const match = /^([\s\S]*\n)hmac ([0-9a-f]{64})\n$/.exec(file);
  const [, text, hmac] = match ?? [];
  if (text === undefined || hmac === undefined || !isSignature(text, hmac, key)) return undefined;
  const [title, number, day, created, previous, upToEvent, heads, ...lines] = text.split('\n');
  if (title !== 'reglament journal seal 1') return undefined;
  const content = {
    number: Number(wordOf(number)),
    day: wordOf(day),
    createdAt: new Date(wordOf(created)),
    previous: wordOf(previous),
    upToEvent: Number(wordOf(upToEvent)),
    heads: lines.slice(0, Number(wordOf(heads))).map(readHead),
  };
  return { ...content, text, hmac, digest: createHash('sha256').update(text).digest('hex') };
}

function wordOf(line = ''): string {
  return line.slice(line.indexOf(' ') + 1);
}

function readHead(line: string): Head {
  const [applicationId = '', seq = '', chainHash = ''] = line.split(' ');
  return { applicationId, seq: Number(seq), chainHash };
}

function sign(text: string, key: Buffer): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

function isSignature(text: string, hmac: string, key: Buffer): boolean {
  return timingSafeEqual(Buffer.from(sign(text, key), 'hex'), Buffer.from(hmac, 'hex'));
}
