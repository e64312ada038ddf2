/** Names that mean something to the platform or to JavaScript; a form may not have them. */
const reserved: ReadonlySet<string> = new Set([
  ...['constructor', 'prototype', 'tostring', 'valueof', 'hasownproperty', 'isprototypeof', 'propertyisenumerable'],
  ...['case', 'form', 'status', 'item', 'index', 'today', 'answers', 'now', 'version'],
]);
const LONGEST = 36;

/** Codes of one level of a form, out of names of the wire; none is given twice, also by case only. */
export class FieldCodes {
  private readonly taken = new Set<string>();

  give(name: string): string {
    const base = codeOf(name);
    let code = base;
    for (let number = 2; this.taken.has(code.toLowerCase()); number += 1) code = `${base}${number}`;
    this.taken.add(code.toLowerCase());
    return code;
  }
}

/** `cadastral_number`, `X-Request-Id` → `cadastralNumber`, `xRequestId`. */
function codeOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const camel = words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  const code = (/^[a-z]/.test(camel) ? camel : `n${camel}`).slice(0, LONGEST);
  return code.length < 2 || reserved.has(code.toLowerCase()) ? `${code}Value` : code;
}
