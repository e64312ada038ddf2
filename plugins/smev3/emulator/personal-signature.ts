import type { Element } from '@xmldom/xmldom';
import { signatureFault } from './call.ts';
import { findChild } from './document.ts';
import type { SmevFault } from './fault.ts';
import { checkSignature } from './verify.ts';

/** An official's signature stands beside the content and is over its root. */
export function personalTroubleOf(data: Element, content: Element, now: Date): SmevFault | undefined {
  const holder = findChild(data, 'PersonalSignature');
  const check = holder && checkSignature(content, holder, now);
  if (!check || check.ok) return undefined;
  return signatureFault(`ЭП-СП: ${check.text}`, check.trouble);
}
