/** Bytes of a content, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

interface Asked {
  /** Of the request, as they came; empty where there is none. */
  readonly range: string;
  readonly ifRange: string;
  /** Of the content: its size in bytes and its strong tag. */
  readonly size: number;
  readonly etag: string;
}

/**
 * What is handed out (RFC 9110, section 14): one range, or the whole content, as everything may be answered that is not a single
 * well-formed range of bytes or is asked of another content. «none»: there are no such bytes, which is answered by 416.
 */
export function rangeOf({ range, ifRange, size, etag }: Asked): ByteRange | 'whole' | 'none' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim()) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole';
  if (ifRange !== '' && ifRange !== etag) return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'none' : { start: size - length, end: size - 1 };
  }
  const [start, end] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
  if (last !== '' && Number(last) < start) return 'whole';
  return start >= size ? 'none' : { start, end };
}

/** `If-None-Match`: whoever asks has this content already. */
export function isKnown(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
