import { XmlProblem } from './problem.ts';

/**
 * Bytes of a message → text. Messages of СМЭВ are UTF-8; whatever says otherwise, or is otherwise, is refused here, so that
 * what is looked through before parsing is what the parser sees. @throws XmlProblem
 */
export function decodeXml(bytes: Uint8Array): string {
  const [first = 0x20, second = 0x20, third = 0x20, fourth = 0x20] = bytes;
  if (first + second === 0x1fd) throw new XmlProblem('Кодировка UTF-16 не принимается: сообщение должно быть в UTF-8');
  if (first === 0 || (first === 0x3c && second === 0) || (second === 0 && third === 0 && fourth === 0)) {
    throw new XmlProblem('Кодировка UTF-16 или UTF-32 не принимается: сообщение должно быть в UTF-8');
  }
  return decode(bytes);
}

/** What the text says of itself. @throws XmlProblem */
export function assertUtf8Declared(text: string): void {
  if (text.startsWith('\uFEFF')) throw new XmlProblem('Знак 1: метка порядка байтов повторяется');
  const declared = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
  if (declared !== undefined && !/^utf-?8$/i.test(declared)) {
    throw new XmlProblem(`Кодировка «${declared.slice(0, 40)}» не принимается: сообщение должно быть в UTF-8`);
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new XmlProblem(`Знак ${nul + 1}: нулевой байт в тексте`);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlProblem('Текст не в UTF-8: байты не складываются в знаки. Возможно, это windows-1251');
  }
}
