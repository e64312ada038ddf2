const instance = 'http://www.w3.org/2001/XMLSchema-instance';

/** Prefixes of a document that is being written: given in the order of use, declared at its root. */
export class XmlNames {
  private readonly prefixes = new Map<string, string>();

  constructor(root: string) {
    this.of(root, '');
  }

  of(namespace: string, name: string): string {
    if (namespace === '') return name;
    if (namespace === 'http://www.w3.org/XML/1998/namespace') return `xml:${name}`;
    const known = this.prefixes.get(namespace);
    const prefix = known ?? (namespace === instance ? 'xsi' : `ns${this.prefixes.size + 1}`);
    this.prefixes.set(namespace, prefix);
    return `${prefix}:${name}`;
  }

  nil(): string {
    return `${this.of(instance, 'nil')}="true"`;
  }

  declare(xml: string): string {
    const written = [...this.prefixes].map(
      ([namespace, prefix]) =>
        ` xmlns:${prefix}="${namespace.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`,
    );
    return xml.replace(/^<[^\s>/]+/, (opening) => opening + written.join(''));
  }
}
