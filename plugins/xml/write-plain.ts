/** An element to be written; children that are undefined are left out. */
export interface WrittenElement {
  readonly name: string;
  readonly children: readonly (WrittenElement | string | undefined)[];
}

export function written(name: string, ...children: WrittenElement['children']): WrittenElement {
  return { name, children };
}

/** A document of one namespace, its default one. Characters that XML cannot carry are replaced: what is told must arrive. */
export function writePlainXml(namespace: string, root: WrittenElement): string {
  return text(root, ` xmlns="${escaped(namespace)}"`);
}

function text({ name, children }: WrittenElement, declared = ''): string {
  const inside = children.map((child) => {
    if (child === undefined) return '';
    return typeof child === 'string' ? escaped(child) : text(child);
  });
  return `<${name}${declared}>${inside.join('')}</${name}>`;
}

/** All but tab, line feed, carriage return and what Unicode has for text (XML 1.0, production 2). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escaped(value: string): string {
  return value.replace(forbidden, '\ufffd').replace(/[&<>"\r]/g, (char) => entities[char] ?? char);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
