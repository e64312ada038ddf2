import { gostBackend } from '@reglament/gost';
import type { Element } from '@xmldom/xmldom';
import { ExclusiveCanonicalization } from 'xml-crypto';
import type { Bits } from './algorithms.ts';
import { parseDocument, rootOf, withoutInstructions } from './document.ts';
import { transformByTree } from './transform.ts';

/** Another library than the one that the client canonicalises with: each side checks the other. */
export function canonicalise(element: Element): string {
  return String(new ExclusiveCanonicalization().process(withoutInstructions(element) as never, {}));
}

/** Digest of the element after both transforms, base64. */
export function digestOf(element: Element, bits: Bits): string {
  const transformed = transformByTree(rootOf(parseDocument(canonicalise(element))));
  return Buffer.from(gostBackend().digest(bits, Buffer.from(transformed, 'utf8'))).toString('base64');
}
