import { readFile, stat } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../errors.ts';
import { ArchiveProblem, archiveContent, isExecutable } from './archive-content.ts';
import { compoundFileNames } from './compound-file.ts';
import { safeFileName } from './file-name.ts';
import { imageSizes } from './image-size.ts';
import { MARKUP_SPELLINGS, MARKUP_TYPES, markupOf } from './markup-content.ts';
import { ACCEPTED_KINDS, extensionOf, type FileKind, fits, kindOfName, MEDIA_TYPES } from './media-type.ts';
import { openRoom } from './room.ts';
import { isSignature, textContent } from './text-content.ts';

export interface Inspected {
  /** Safe to show and to save; always with an extension that is true. */
  name: string;
  mediaType: string;
}

export interface InspectedFrom {
  /**
   * An answer of another system, which nobody can ask to save it otherwise: pages and drawings are kept as well, never run, and what
   * has the name of another kind gets its own behind it.
   */
  readonly answered?: boolean;
}

/** 100 megapixels: A0 at 300 dpi is 139, A1 is 70; no page of a scan comes near, a decompression bomb goes far beyond. */
const MAX_PIXELS = 100_000_000;

/**
 * Decides by its content whether a file may be kept and what it is. Refusal `fileRefused` says why not and what to do.
 * Reads the file whole: the upload limit bounds it, and large ones wait for one another.
 */
export async function inspectFile(path: string, givenName: string, from: InspectedFrom = {}): Promise<Inspected> {
  const { size } = await stat(path);
  return room.within(size > LARGEST_TEXT ? size : size * MEMORY_OF_TEXT, () => inspect(path, givenName, from));
}

async function inspect(path: string, givenName: string, { answered = false }: InspectedFrom): Promise<Inspected> {
  const bytes = await readFile(path);
  const name = safeFileName(givenName);
  if (bytes.length === 0) throw refused('Файл пуст. Проверьте документ и загрузите снова.');
  const markup = answered ? markupOf(bytes, LARGEST_TEXT) : undefined;
  if (markup !== undefined) {
    if (hasArchiveBehind(bytes)) throw hidden();
    const named = MARKUP_SPELLINGS[markup].includes(extensionOf(name));
    return { name: named ? name : `${name}.${markup}`, mediaType: MARKUP_TYPES[markup] };
  }
  const found = await kindOfContent(path, { bytes, answered });
  return namedBy(name, { found, answered });
}

function namedBy(name: string, { found, answered }: { found: FileKind; answered: boolean }): Inspected {
  const claimed = kindOfName(name);
  if (claimed !== undefined && fits(claimed, found)) return { name, mediaType: MEDIA_TYPES[claimed] };
  const extension = extensionOf(name);
  if (extension !== '' && !answered) {
    if (claimed === undefined) throw notAccepted();
    throw refused(
      `Содержимое файла не соответствует расширению «${extension}»: это ${found.toUpperCase()}. Проверьте файл и загрузите снова.`,
    );
  }
  return { name: `${name}.${found}`, mediaType: MEDIA_TYPES[found] };
}

async function kindOfContent(
  path: string,
  { bytes, answered }: { bytes: Buffer; answered: boolean },
): Promise<FileKind> {
  if (isExecutable(bytes)) throw refused('Это исполняемый файл (программа). Такие файлы не принимаются.');
  if (bytes.subarray(0, 4).equals(ZIP_START)) return kindOfArchive(path, answered);
  if (bytes.subarray(0, 8).equals(COMPOUND_START)) return kindOfCompound(bytes);
  if (isSignature(bytes)) return 'sig';
  const known = await fileTypeFromBuffer(bytes.subarray(0, 4100));
  const check = known && Object.hasOwn(BINARY, known.ext) ? BINARY[known.ext] : undefined;
  if (check) {
    checkPolyglot(bytes);
    return check(bytes);
  }
  if (bytes.length > LARGEST_TEXT) {
    if (bytes.subarray(0, 1_000_000).includes(0)) throw notAccepted();
    throw refused('Текстовый файл больше 50 МБ. Сожмите его в архив ZIP и загрузите снова.');
  }
  const text = textContent(bytes);
  if (text === undefined) throw notAccepted();
  if ('refused' in text) throw refused(text.refused);
  return text.kind;
}

/** A text is read whole, as characters, and that takes several times its size. */
const LARGEST_TEXT = 50 * 1024 * 1024;
/** What may turn out to be one, in sizes of the file. */
const MEMORY_OF_TEXT = 4;
/** For all inspections of the process together: one of the largest files, or many small ones. */
const room = openRoom(LARGEST_TEXT * MEMORY_OF_TEXT);

const ZIP_START = Buffer.from('PK\x03\x04', 'latin1');
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_DIRECTORY = Buffer.from('PK\x01\x02', 'latin1');
const COMPOUND_START = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const BINARY: Readonly<Record<string, (bytes: Buffer) => FileKind>> = {
  pdf: checkPdf,
  rtf: checkRtf,
  png: (bytes) => checkImage(bytes, 'png'),
  jpg: (bytes) => checkImage(bytes, 'jpg'),
  tif: (bytes) => checkImage(bytes, 'tif'),
};

async function kindOfArchive(path: string, answered: boolean): Promise<FileKind> {
  try {
    return await archiveContent(path, { markup: answered });
  } catch (error) {
    if (error instanceof ArchiveProblem) throw refused(error.message);
    throw error;
  }
}

function kindOfCompound(bytes: Buffer): FileKind {
  const names = new Set(compoundFileNames(bytes));
  if (names.has('VBA') || names.has('Macros') || names.has('_VBA_PROJECT_CUR')) {
    throw refused('В документе есть макросы. Сохраните его без макросов или в PDF и загрузите снова.');
  }
  if (names.has('EncryptedPackage')) throw refused('Документ защищён паролем. Снимите пароль и загрузите снова.');
  if (names.has('WordDocument')) return 'doc';
  if (names.has('Workbook') || names.has('Book')) return 'xls';
  throw notAccepted();
}

/** One file that is two: a picture or a PDF with an archive behind it, or with a page or another document before it. */
function checkPolyglot(bytes: Buffer): void {
  const head = bytes.toString('latin1', 0, 2048);
  const otherInside = head.lastIndexOf('%PDF-') > 0 || /<(?:script|html|svg|\?php|iframe|!doctype)/i.test(head);
  if (!otherInside && !hasArchiveBehind(bytes)) return;
  throw hidden();
}

function hidden(): Refusal {
  return refused('Внутри файла скрыт файл другого вида. Сохраните документ заново и загрузите снова.');
}

/** The end of a zip's directory with the directory in front of it, where programs look for it (APPNOTE, 4.3.16). */
function hasArchiveBehind(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - 65_557);
  for (let at = bytes.indexOf(ZIP_END, from); at >= 0 && at + 22 <= bytes.length; at = bytes.indexOf(ZIP_END, at + 4)) {
    const directory = at - bytes.readUInt32LE(at + 12);
    if (directory >= 0 && bytes.subarray(directory, directory + 4).equals(ZIP_DIRECTORY)) return true;
  }
  return false;
}

const PDF_CODE = ['/Launch', '/JavaScript', '/RichMedia'];
const RTF_OBJECTS = ['\\objdata', '\\objupdate', '\\objocx', '\\objautlink', '\\template'];

/** As a whole word. In the bytes themselves: a text of a scan of 200 MB would take as much memory again. */
function hasWord(bytes: Buffer, word: string): boolean {
  for (let at = bytes.indexOf(word, 0, 'latin1'); at >= 0; at = bytes.indexOf(word, at + 1, 'latin1')) {
    const next = bytes.toString('latin1', at + word.length, at + word.length + 1);
    if (!/\w/.test(next)) return true;
  }
  return false;
}

function checkPdf(bytes: Buffer): FileKind {
  if (!bytes.subarray(-4096).includes('%%EOF'))
    throw refused('Файл PDF повреждён или загружен не полностью. Сохраните его заново.');
  if (PDF_CODE.some((word) => hasWord(bytes, word))) {
    throw refused('PDF содержит программный код. Напечатайте документ в PDF заново и загрузите снова.');
  }
  return 'pdf';
}

function checkRtf(bytes: Buffer): FileKind {
  if (RTF_OBJECTS.some((word) => hasWord(bytes, word))) {
    throw refused('Документ RTF содержит встроенные объекты. Сохраните его в PDF или DOCX и загрузите снова.');
  }
  return 'rtf';
}

function checkImage(bytes: Buffer, kind: 'png' | 'jpg' | 'tif'): FileKind {
  const pages = imageSizes(bytes, kind);
  if (pages.length === 0 || pages.some(({ width, height }) => width === 0 || height === 0)) {
    throw refused('Изображение повреждено. Отсканируйте документ заново и загрузите снова.');
  }
  if (pages.some(({ width, height }) => width * height > MAX_PIXELS)) {
    throw refused('Изображение слишком велико (больше 100 мегапикселей). Уменьшите разрешение сканирования.');
  }
  return kind;
}

function notAccepted(): Refusal {
  return refused(`Файлы этого вида не принимаются. Принимаются: ${ACCEPTED_KINDS}.`);
}

function refused(text: string): Refusal {
  return new Refusal('fileRefused', text);
}
