import { contentDisposition } from './file/file-name.ts';
import { MEDIA_TYPES } from './file/media-type.ts';
import { type StreamResult, stream } from './http.ts';

interface PaperFile {
  readonly format: 'pdf' | 'docx';
  /** Of a file to keep; without it the paper is a draft of a decision to look at. */
  readonly name?: string;
  /** In the browser rather than as a download. */
  readonly shown?: boolean;
}

/** A paper that is not kept: shown in a frame of our own pages, never cached. */
export function paperStream(content: Buffer, { format, name, shown = name === undefined }: PaperFile): StreamResult {
  return stream(content, {
    'Content-Type': MEDIA_TYPES[format],
    'Content-Length': String(content.length),
    'Content-Disposition': contentDisposition(
      format === 'pdf' && shown ? 'inline' : 'attachment',
      `${name ?? 'Проект решения'}.${format}`,
    ),
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
    'X-Frame-Options': 'SAMEORIGIN',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}
