import { parseXml, XmlProblem } from '@reglament/xml';

const around = '(?:\\s|<\\?[^]*?\\?>|<!--[^]*?-->)*';
const before = new RegExp(`^\\uFEFF?${around}`);
const after = new RegExp(`${around}$`);

/**
 * A document as it goes under MessagePrimaryContent: its root element as it was written, with what it declares (a prefix
 * may be needed by a value only). @throws XmlProblem
 */
export function bareContent(xml: string): string {
  const { root } = parseXml(xml);
  if (root.uri === '') throw new XmlProblem('У корневого элемента содержания нет пространства имён');
  return xml.replace(before, '').replace(after, '');
}
