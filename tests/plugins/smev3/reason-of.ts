import { parseXml, XmlProblem } from '@reglament/xml';
import { verifyDocument } from '../../../plugins/smev3/xml-signature/verify.ts';

/** What is wrong, in words; undefined: nothing. Anything thrown that is no reason for a person is a crash. */
export function reasonOf(bytes: Uint8Array): string | undefined {
  try {
    const problems = verifyDocument(parseXml(bytes)).map(({ problem }) => problem);
    return problems.length === 0 ? 'Подписей нет' : problems.find((problem) => problem !== undefined);
  } catch (error) {
    if (error instanceof XmlProblem) return error.message;
    throw error;
  }
}

export const utf16 = (text: string, order: 'le' | 'be', mark = true) => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
