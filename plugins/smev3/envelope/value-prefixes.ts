import { parseXml, withDocument } from '@reglament/xml';
import { XmlC14NMode, XmlElement } from 'libxml2-wasm';

const instance = 'http://www.w3.org/2001/XMLSchema-instance';

/** Where the content stands, whatever the version; what else is called so is none. */
const place = ['Body', '*', '*', '*', '*', 'MessagePrimaryContent', '*']
  .map((name) => (name === '*' ? '*' : `*[local-name()="${name}"]`))
  .join('/');

/**
 * Exclusive canonical form forgets prefixes that only a value uses (`xsi:type="t:Person"`), and a schema then cannot tell
 * the type. Such content is taken from the message itself, with the prefixes that its values name.
 *
 * @param content canonical, standing alone
 */
export function withValuePrefixes(content: string, message: Uint8Array): string {
  if (!content.includes(instance)) return content;
  const named = new Set([...content.matchAll(/:type="([^":\s]+):/g)].map(([, prefix = '']) => prefix));
  if (named.size === 0) return content;
  return withDocument(message, (document) => {
    const element = document.get(`/*/${place}`);
    if (!(element instanceof XmlElement)) return content;
    const whole = element.canonicalizeToString({
      mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
      inclusiveNamespacePrefixes: [...named],
    });
    // The same content, or it is not the one that was read and signed.
    return parseXml(whole).text === parseXml(content).text ? whole : content;
  });
}
