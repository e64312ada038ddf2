/** Longer texts are shown by their beginning: a page with millions of characters is no page any more. */
export const mostShown = 300_000;

/** A text file as text: by its mark, by what an XML says of itself, as UTF-8, or as the 8-bit Russian encoding. */
export function textOf(bytes: Uint8Array): string {
  const declared = /^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(latin1(bytes.subarray(0, 300)))?.[1];
  const marked = markOf(bytes);
  const tries = [marked, 'utf-8', declared, 'windows-1251'].filter((label) => label !== undefined);
  for (const label of tries) {
    const text = strictly(label, bytes);
    if (text !== undefined) return text;
  }
  return new TextDecoder('windows-1251').decode(bytes);
}

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function strictly(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
