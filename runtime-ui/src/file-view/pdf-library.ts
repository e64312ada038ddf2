import {
  GlobalWorkerOptions,
  getDocument,
  InvalidPDFException,
  type PageViewport,
  PasswordException,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
  ResponseException,
  TextLayer,
  version,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerSrc from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { here } from '../place.ts';

GlobalWorkerOptions.workerSrc = workerSrc;

/** What is larger comes in parts, as it is looked at. */
const part = 512 * 1024;
/** Pixels of one picture in a paper; a larger one is left out, not unpacked. */
const mostPixels = 64_000_000;

/** Opens a paper by its address, or by its bytes: nothing in it runs, no link of it leads anywhere, it is only drawn. */
export function openPdf(source: string | Uint8Array): PDFDocumentLoadingTask {
  const files = `/assets/pdfjs-${version}`;
  return getDocument({
    // The library takes the bytes away from whoever gives them.
    ...(typeof source === 'string' ? { url: here(source) } : { data: source.slice() }),
    rangeChunkSize: part,
    disableAutoFetch: true,
    disableStream: true,
    maxImageSize: mostPixels,
    enableXfa: false,
    // The content policy allows no WebAssembly.
    useWasm: false,
    useWorkerFetch: true,
    wasmUrl: `${files}/wasm/`,
    standardFontDataUrl: `${files}/standard_fonts/`,
  });
}

/** What a person can do about a paper that does not open. */
export function pdfFailure(error: unknown): string {
  if (error instanceof PasswordException) return 'Файл защищён паролем. Скачайте его и откройте у себя.';
  if (error instanceof InvalidPDFException)
    return 'Файл PDF повреждён, показать его нельзя. Скачайте его или попросите прислать ещё раз.';
  if (error instanceof ResponseException) {
    return error.status === 401
      ? 'Войдите в систему ещё раз и откройте файл снова.'
      : 'Файл сейчас не читается. Закройте просмотр и откройте его ещё раз.';
  }
  return 'Файл не показать. Скачайте его и откройте у себя.';
}

/** Lays the words of a page over its picture. */
export function layWords(page: PDFPageProxy, container: HTMLElement, viewport: PageViewport): TextLayer {
  return new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
}
