import type { Element } from '@xmldom/xmldom';
import { childElements, everyElement } from './document.ts';

const XOP = 'http://www.w3.org/2004/08/xop/include';

/** Puts contents of parts in the place of their references, as base64: what is signed is the text. @throws Error */
export function resolveXop(root: Element, parts: ReadonlyMap<string, Uint8Array>): void {
  for (const element of everyElement(root)) {
    const include = childElements(element).find(
      ({ namespaceURI, localName }) => namespaceURI === XOP && localName === 'Include',
    );
    if (!include) continue;
    const name = decodeURIComponent((include.getAttribute('href') ?? '').replace(/^cid:/, ''));
    const content = parts.get(name) ?? parts.get(encodeURIComponent(name));
    if (!content) throw new Error(`Нет части «${name}», на которую ссылается xop:Include`);
    element.textContent = Buffer.from(content).toString('base64');
  }
}
