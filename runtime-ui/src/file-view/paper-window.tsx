import { useRef } from 'react';
import { PdfView } from './pdf-view.tsx';
import { plainSight } from './sight.ts';

export interface Paper {
  readonly bytes: Uint8Array;
  /** A blob's address, for a tab of its own and for saving. */
  readonly url: string;
}

export async function paperFrom(blob: Blob): Promise<Paper> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { bytes, url: URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' })) };
}

interface PaperWindowProps {
  paper: Paper;
  /** What each page is called. */
  name: string;
  label: string;
  /** Under which name it is saved. */
  file: string;
}

const ignore = () => undefined;

/** A paper that is only a preview, as wide as its place; looked at closer in a tab of its own. */
export function PaperWindow({ paper: { bytes, url }, name, label, file }: PaperWindowProps) {
  const scroller = useRef<HTMLElement>(null);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled by keyboard, too */}
      <section className="rg-preview-window" ref={scroller} tabIndex={0} aria-label={label}>
        <PdfView name={name} source={bytes} sight={plainSight} scroller={scroller} onPlace={ignore} onShown={ignore} />
      </section>
      <p>
        <a href={url} target="_blank" rel="noreferrer">
          Открыть в новой вкладке
        </a>{' '}
        ·{' '}
        <a href={url} download={file}>
          Скачать
        </a>
      </p>
    </>
  );
}
