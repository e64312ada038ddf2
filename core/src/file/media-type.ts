/** What may be uploaded: the extension a file is kept under and the type it is served as. Nothing else is accepted. */
export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  rtf: 'application/rtf',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  txt: 'text/plain',
  csv: 'text/csv',
  xml: 'application/xml',
  zip: 'application/zip',
  sig: 'application/pkcs7-signature',
} as const satisfies Record<string, string>;

export type FileKind = keyof typeof MEDIA_TYPES;

const SPELLINGS: Readonly<Record<string, FileKind>> = {
  jpeg: 'jpg',
  jpe: 'jpg',
  tiff: 'tif',
  p7s: 'sig',
  p7m: 'sig',
  sgn: 'sig',
};

/** Shown to a person who chose a file that is not accepted. */
export const ACCEPTED_KINDS =
  'PDF, JPEG, PNG, TIFF, DOCX, XLSX, DOC, XLS, RTF, ODT, ODS, TXT, CSV, XML, ZIP, SIG, P7S, P7M';

/** Kind that the name claims, or undefined when there is no extension or it is not accepted. */
export function kindOfName(name: string): FileKind | undefined {
  const extension = extensionOf(name);
  if (Object.hasOwn(SPELLINGS, extension)) return SPELLINGS[extension];
  return Object.hasOwn(MEDIA_TYPES, extension) ? (extension as FileKind) : undefined;
}

/** Without the dot, in lower case; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Texts look alike: the name decides among them, and what they hold only has to be text. */
export function fits(claimed: FileKind, found: FileKind): boolean {
  if (claimed === found) return true;
  return found === 'txt' && claimed === 'csv';
}

/** A browser may show these inside our page, in a sandbox; everything else is only handed over. */
export const INLINE_TYPES: ReadonlySet<string> = new Set([MEDIA_TYPES.pdf, MEDIA_TYPES.png, MEDIA_TYPES.jpg]);
