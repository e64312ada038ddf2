/**
 * libxml2 canonicalises no document whose namespaces have letters beyond ASCII, and writes those with «&» or a quotation
 * mark wrongly; other parsers do not mind. Such names are written in digits for its eyes and read back from the canonical
 * text.
 */
export function hideForeignNamespaces(text: string): { text: string; reveal(canonical: string): string } {
  if (!FOREIGN.test(text) || text.includes(HIDDEN)) return { text, reveal: (canonical) => canonical };
  return {
    text: text.replace(EVERY_FOREIGN, hide),
    reveal: (canonical) => canonical.replace(EVERY_HIDDEN, reveal),
  };
}

const HIDDEN = 'urn:reglament-foreign:';
const EVERY_HIDDEN = /urn:reglament-foreign:([0-9a-f]+)/g;

/** A declaration with something in its value that is not plain ASCII, or has to be escaped. */
const FOREIGN = /\sxmlns(?::[^\s=]{1,200})?\s*=\s*(?:"[^"<&]*[^ -~\s"<]|"[^"<]*&|'[^'<&]*(?:[^ -~\s'<]|[&"]))/;
const EVERY_FOREIGN = /\sxmlns(?::[^\s=]{1,200})?\s*=\s*(?:"[^"<]*"|'[^'<]*')/g;

function hide(declaration: string): string {
  const opening = declaration.search(/["']/);
  const uri = declaration.slice(opening + 1, -1);
  if (/^[ !#-%'-~]*$/.test(uri)) return declaration;
  return `${declaration.slice(0, opening)}"${HIDDEN}${Buffer.from(uri).toString('hex')}"`;
}

/** As canonical XML writes the value of an attribute. */
function reveal(_: string, digits: string): string {
  const written = Buffer.from(digits, 'hex').toString('utf8');
  const uri = written.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(\w{2,4}));/gi, readReference);
  return uri.replace(/[&<"\t\n\r]/g, (character) => ESCAPED[character] ?? character);
}

// biome-ignore lint/complexity/useMaxParams: the signature of a replacer is not ours.
function readReference(whole: string, hex?: string, decimal?: string, name?: string): string {
  if (name) return NAMED[name] ?? whole;
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
