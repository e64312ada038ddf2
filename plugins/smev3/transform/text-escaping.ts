/**
 * Text of an element from canonical XML to what the Woodstox writer makes of it. Canonical XML escapes every «>»; Woodstox
 * only those that could be taken for the end of a CDATA section, and what it looks at are blocks: a short text as a
 * whole, a longer one by 512 characters, and every escaped character begins a block as well.
 */
export function escapeTransformedText(raw: string): string {
  if (!raw.includes('&')) return raw;
  if (!raw.includes('&gt;')) return raw.replaceAll('&#xD;', '&#xd;');
  const text = raw.replace(/&(?:lt|gt|amp|#xD);/g, (reference) => CHARACTERS[reference] ?? reference);
  if (text.length < SHORT) return escapeBlock(text, 'once');
  let written = '';
  for (let from = 0; from < text.length; from += BLOCK) written += escapeBlock(text.slice(from, from + BLOCK), 'anew');
  return written;
}

const SHORT = 12;
const BLOCK = 512;

const CHARACTERS: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#xD;': '\r' };
const REFERENCES: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;', '\r': '&#xd;' };

/** `anew`: what follows an escaped character is first again. */
function escapeBlock(block: string, first: 'once' | 'anew'): string {
  let start = 0;
  return block.replace(/[<>&\r]/g, (character, at: number) => {
    const reference =
      character === '>' ? (at === start || block[at - 1] === ']' ? '&gt;' : undefined) : REFERENCES[character];
    if (reference === undefined) return character;
    if (first === 'anew') start = at + 1;
    return reference;
  });
}
