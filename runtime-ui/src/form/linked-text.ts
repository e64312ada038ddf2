/** A text in pieces: what is read, and addresses that can be opened. */
export type TextPart = string | { readonly href: string };

const address = /https?:\/\/[^\s<>"«»]+/giu;
/** Signs that end a sentence stand behind an address, not in it; a bracket belongs to it when it was opened there. */
const trailing = /[.,;:!?…'*]+$/u;

/** Addresses of the web in what another system has written. One that hides where it leads (a name before the host) stays a text. Pure. */
export function linkedParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const href = withoutTail(found);
    if (!isPlain(href)) continue;
    if (index > from) parts.push(text.slice(from, index));
    parts.push({ href });
    from = index + href.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

function withoutTail(found: string): string {
  const cut = found.replace(trailing, '');
  const unopened = cut.endsWith(')') && !cut.includes('(');
  return unopened ? withoutTail(cut.slice(0, -1)) : cut;
}

function isPlain(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { username, password, hostname } = new URL(href);
  return username === '' && password === '' && hostname !== '';
}
