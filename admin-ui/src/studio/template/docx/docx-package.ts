import { strFromU8, unzipSync } from 'fflate';
import { elementsOf, findElement, readXml, type XmlElement } from './xml-tree.ts';

/** What of a DOCX file makes a template. */
export interface DocxPackage {
  readonly body: XmlElement;
  /** Names of styles by their ids: the ids themselves differ from one Word to another. */
  readonly styles: ReadonlyMap<string, string>;
  /** Numberings whose first level is numbers, by their ids. */
  readonly ordered: ReadonlySet<string>;
  /** Names of all parts. */
  readonly parts: readonly string[];
}

/** The file is not one that can be read; the message is for a person. */
class UnreadableDocx extends Error {}

const MOST_BYTES = 10_000_000;
/** Unpacked, of each part that is read. */
const MOST_PART = 8_000_000;
const wanted: ReadonlySet<string> = new Set(['word/document.xml', 'word/styles.xml', 'word/numbering.xml']);

/** @throws UnreadableDocx, UnreadableXml */
export function openDocx(bytes: Uint8Array): DocxPackage {
  if (bytes.length > MOST_BYTES) throw new UnreadableDocx('Файл больше 10 МБ: уберите из него картинки.');
  const parts: string[] = [];
  const files = unpacked(bytes, parts);
  const read = (name: string) => {
    const file = files[name];
    return file === undefined ? undefined : readXml(strFromU8(file));
  };
  const body = findElement(read('word/document.xml'), 'w:body');
  if (body === undefined) throw new UnreadableDocx('Это не документ DOCX: сохраните его в Word как .docx.');
  return { body, styles: stylesOf(read('word/styles.xml')), ordered: orderedOf(read('word/numbering.xml')), parts };
}

/** Nothing but the wanted parts is unpacked, and none beyond its bound. */
function unpacked(bytes: Uint8Array, parts: string[]): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        parts.push(name);
        if (!wanted.has(name)) return false;
        if (originalSize > MOST_PART) throw new UnreadableDocx('Текст документа слишком велик.');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof UnreadableDocx) throw error;
    throw new UnreadableDocx('Это не документ DOCX: сохраните его в Word как .docx.');
  }
}

function stylesOf(root: XmlElement | undefined): ReadonlyMap<string, string> {
  if (root === undefined) return new Map();
  return new Map(
    elementsOf(root, 'w:style').map((style) => [
      style.attributes['w:styleId'] ?? '',
      findElement(style, 'w:name')?.attributes['w:val'] ?? '',
    ]),
  );
}

function orderedOf(root: XmlElement | undefined): ReadonlySet<string> {
  if (root === undefined) return new Set();
  const numbers = new Set(
    elementsOf(root, 'w:abstractNum')
      .filter((one) => (findElement(one, 'w:lvl', 'w:numFmt')?.attributes['w:val'] ?? 'decimal') !== 'bullet')
      .map((one) => one.attributes['w:abstractNumId'] ?? ''),
  );
  return new Set(
    elementsOf(root, 'w:num')
      .filter((one) => numbers.has(findElement(one, 'w:abstractNumId')?.attributes['w:val'] ?? ''))
      .map((one) => one.attributes['w:numId'] ?? ''),
  );
}
