import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import type { DocumentModel } from './document-model.ts';
import { codePointsOf, loadFonts } from './font.ts';
import { printableText } from './printable-text.ts';

const LAYOUT = readFileSync(new URL('./layout.typ', import.meta.url), 'utf8');

interface Press {
  compiler: Typst.NodeCompiler;
  covered: ReadonlySet<number>;
}

let press: Press | undefined;

/** PDF/A-2b (ISO 19005-2), A4, PT Sans embedded; about 5 ms. The same model gives the same bytes. */
export function renderPdf(model: DocumentModel): Buffer {
  const { compiler } = getPress();
  const created = new Date(model.createdAt);
  const inputs = { model: JSON.stringify({ ...printableModel(model), date: dateParts(created) }) };
  const pdf = compiler.pdf(
    { mainFileContent: LAYOUT, inputs },
    { pdfStandard: 'a-2b', creationTimestamp: Math.trunc(created.getTime() / 1000) },
  );
  // Typst remembers what it has compiled, for the whole process; without this the memory would grow with each paper.
  compiler.evictCache(10);
  return pdf;
}

/** The same text in every format: what PDF replaces, DOCX replaces too. */
export function printableModel(model: DocumentModel): DocumentModel {
  const { covered } = getPress();
  return mapStrings(model, (text) => printableText(text, covered)) as DocumentModel;
}

/** Fonts and the compiler, forty megabytes of it, are read at the first document, once for the process. */
function getPress(): Press {
  press ??= openPress();
  return press;
}

function openPress(): Press {
  const fonts = loadFonts();
  const [regular] = fonts;
  if (!regular) throw new Error('No font for documents');
  const { NodeCompiler }: typeof Typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler');
  // The workspace is our own folder: the layout reads no file, and data cannot become code.
  const workspace = fileURLToPath(new URL('.', import.meta.url));
  return {
    compiler: NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts }] }),
    covered: codePointsOf(regular),
  };
}

function dateParts(date: Date): number[] {
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((one) => mapStrings(one, map));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapStrings(one, map)]));
}
