import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { extensionOf, type FileKind } from './media-type.ts';

/** A refusal of an archive: text for a person. */
export class ArchiveProblem extends Error {}

/** Set by what honest applications to a body hold, not by what a zip may: an archive of scans stays far below. */
const LIMITS = {
  entries: 2000,
  totalBytes: 300 * 1024 * 1024,
  /** What is kept in memory whole: an archive inside the archive, a part that tells the kind of a document. */
  wholeBytes: 50 * 1024 * 1024,
  ratio: 200,
  ratioFrom: 1024 * 1024,
  depth: 2,
} as const;

const FORBIDDEN = new Set(
  `exe com scr pif dll sys msi msp cpl ocx bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta sh bash csh py pl rb php jsp asp
  aspx jar class apk app dmg iso img vhd lnk url reg inf scf chm svgz swf docm dotm xlsm xltm
  xlam pptm potm ppam xll`.split(/\s+/),
);

/** They act only when they are opened; an answer of another system may hold them. */
const MARKUP = new Set(['html', 'htm', 'xhtml', 'mht', 'mhtml', 'svg']);

interface Walk {
  markup: boolean;
  depth: number;
  spent: { bytes: number; entries: number };
}

/**
 * Reads a zip through to its end: names, sizes, real contents, archives inside it. Gives the kind that its parts make it
 * (DOCX, XLSX, ODT, ODS or a plain archive); throws ArchiveProblem with what is wrong.
 */
export async function archiveContent(path: string, { markup }: Pick<Walk, 'markup'>): Promise<FileKind> {
  return readArchive(() => openPromise(path), { markup, depth: 1, spent: { bytes: 0, entries: 0 } });
}

async function readArchive(open: () => Promise<ZipFile>, walk: Walk): Promise<FileKind> {
  if (walk.depth > LIMITS.depth)
    throw new ArchiveProblem('Архив вложен в архив несколько раз. Загрузите документы без вложенных архивов.');
  const parts = new Map<string, Buffer>();
  try {
    const archive = await open();
    try {
      for await (const entry of archive.eachEntry()) await readEntry(archive, entry, { walk, parts });
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof ArchiveProblem) throw error;
    // yauzl throws plain errors for what it refuses: names with «..», broken headers, sizes that lie.
    throw new ArchiveProblem(
      'Архив повреждён или составлен с нарушением формата. Создайте его заново и загрузите снова.',
      { cause: error },
    );
  }
  if (parts.size === 0) throw new ArchiveProblem('Архив пуст.');
  return kindOfParts(parts);
}

interface Place {
  walk: Walk;
  parts: Map<string, Buffer>;
}

async function readEntry(archive: ZipFile, entry: Entry, { walk, parts }: Place): Promise<void> {
  const { fileName } = entry;
  walk.spent.entries += 1;
  if (walk.spent.entries > LIMITS.entries)
    throw new ArchiveProblem(`В архиве больше ${LIMITS.entries} файлов. Разделите его.`);
  checkEntry(entry, walk);
  if (fileName.endsWith('/')) return;
  // The declared size is checked by yauzl against the real one while reading, so a lie ends the reading at once.
  walk.spent.bytes += entry.uncompressedSize;
  if (walk.spent.bytes > LIMITS.totalBytes) throw bomb();
  const content = await readThrough(await archive.openReadStreamPromise(entry), KEPT.has(fileName));
  if (isExecutable(content))
    throw new ArchiveProblem(`В архиве есть исполняемый файл «${shown(fileName)}». Такие файлы не принимаются.`);
  parts.set(fileName, KEPT.has(fileName) ? content : Buffer.alloc(0));
  if (isZip(content)) await readArchive(() => fromBufferPromise(content), { ...walk, depth: walk.depth + 1 });
}

/**
 * To the end, which proves the size and the checksum; a large picture or plan is not kept for that, only its beginning. Whole is what
 * has to be read further.
 */
async function readThrough(content: Readable, wanted: boolean): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let head: Buffer = Buffer.alloc(0);
  let whole = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    if (head.length < ZIP_START.length) head = Buffer.concat([head, chunk]);
    else if (wanted || isZip(head)) chunks.push(chunk);
    whole += chunk.length;
    if (chunks.length > 0 && whole > LIMITS.wholeBytes) throw bomb();
  }
  return Buffer.concat([head, ...chunks]);
}

function checkEntry(entry: Entry, { markup }: Pick<Walk, 'markup'>): void {
  const { fileName, compressedSize, uncompressedSize } = entry;
  if (entry.isEncrypted())
    throw new ArchiveProblem('Архив защищён паролем, его нельзя проверить. Загрузите архив без пароля.');
  // Upper half: file mode of Unix; S_IFLNK.
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000)
    throw new ArchiveProblem('В архиве есть ссылки на другие файлы. Создайте архив из самих документов.');
  if (uncompressedSize > LIMITS.ratioFrom && uncompressedSize > compressedSize * LIMITS.ratio) throw bomb();
  const extension = extensionOf(fileName);
  if (FORBIDDEN.has(extension) || (!markup && MARKUP.has(extension)))
    throw new ArchiveProblem(`В архиве есть файл «${shown(fileName)}», такие файлы не принимаются.`);
}

function bomb(): ArchiveProblem {
  return new ArchiveProblem('Содержимое архива при распаковке слишком велико. Разделите его на части.');
}

/** The parts that tell what a document is and what it would load. */
const KEPT = new Set(['[Content_Types].xml', 'mimetype', 'word/_rels/settings.xml.rels']);
const MACRO_PARTS = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|activeX\/|macrosheets\/)|^(?:Basic|Scripts)\//i;
const MACROS = 'В документе есть макросы. Сохраните его без макросов (DOCX, XLSX, ODT, ODS или PDF) и загрузите снова.';

function kindOfParts(parts: ReadonlyMap<string, Buffer>): FileKind {
  const contentTypes = parts.get('[Content_Types].xml')?.toString('utf8') ?? '';
  const mimetype = parts.get('mimetype')?.toString('latin1') ?? '';
  const isDocument = contentTypes !== '' || mimetype !== '';
  if (isDocument && [...parts.keys()].some((name) => MACRO_PARTS.test(name))) throw new ArchiveProblem(MACROS);
  if (/macroEnabled|vnd\.ms-office\.vbaProject/i.test(contentTypes)) throw new ArchiveProblem(MACROS);
  const links = parts.get('word/_rels/settings.xml.rels')?.toString('utf8') ?? '';
  if (/attachedTemplate/i.test(links) && /TargetMode\s*=\s*["']External/i.test(links)) {
    throw new ArchiveProblem('Документ загружает шаблон с другого компьютера. Сохраните его в PDF и загрузите снова.');
  }
  if (contentTypes.includes('wordprocessingml.document.main+xml')) return 'docx';
  if (contentTypes.includes('spreadsheetml.sheet.main+xml')) return 'xlsx';
  if (mimetype === 'application/vnd.oasis.opendocument.text') return 'odt';
  if (mimetype === 'application/vnd.oasis.opendocument.spreadsheet') return 'ods';
  return 'zip';
}

const ZIP_START = Buffer.from('PK\x03\x04', 'latin1');

function isZip(content: Buffer): boolean {
  return content.subarray(0, ZIP_START.length).equals(ZIP_START);
}

/** Programs of Windows, Linux and macOS, Java classes, shell scripts. */
export function isExecutable(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 4);
  return (
    head.startsWith('MZ') ||
    head === '\x7fELF' ||
    /^(?:\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe)$/.test(head) ||
    head.startsWith('#!')
  );
}

/** Names in an archive are not ours: only what is safe to show, and not too long. */
function shown(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 100);
}
