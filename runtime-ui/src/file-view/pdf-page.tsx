import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { layWords } from './pdf-library.ts';
import { sharpness } from './sight.ts';

interface PdfPageProps {
  document: PDFDocumentProxy;
  /** Stands for the size of those that were not read yet. */
  first: PDFPageProxy;
  layWords: typeof layWords;
  number: number;
  label: string;
  look: { scale: number; turn: number };
}

/** A page of a paper: drawn while it is near the window, with its words above the picture to select, search and hear. */
export function PdfPage({ document, first, layWords, number, label, look }: PdfPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  const [page, setPage] = useState(number === 1 ? first : undefined);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!near || page) return;
    document.getPage(number).then(setPage, () => setFailed(true));
  }, [near, page, document, number]);
  const { scale, turn } = look;
  const measured = page ?? first;
  const { width, height } = measured.getViewport({ scale, rotation: (measured.rotate + turn) % 360 });
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset: nothing is asked here
    <div ref={box} className="rg-pdf-page" data-page={number} role="group" aria-label={label} style={{ width, height }}>
      {near && page && !failed ? (
        <Drawn page={page} layWords={layWords} look={look} onFailed={() => setFailed(true)} />
      ) : null}
      {failed ? <p className="rg-hint">Страница не читается. Скачайте файл и откройте его у себя.</p> : null}
    </div>
  );
}

interface DrawnProps extends Pick<PdfPageProps, 'layWords' | 'look'> {
  page: PDFPageProxy;
  onFailed: () => void;
}

function Drawn({ page, layWords, look: { scale, turn }, onFailed }: DrawnProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    if (!canvas.current || !words.current) return;
    const rotation = (page.rotate + turn) % 360;
    const viewport = page.getViewport({ scale, rotation });
    const sharp = sharpness(viewport, window.devicePixelRatio || 1);
    canvas.current.width = Math.floor(viewport.width * sharp);
    canvas.current.height = Math.floor(viewport.height * sharp);
    const drawing = page.render({
      canvas: canvas.current,
      viewport: page.getViewport({ scale: scale * sharp, rotation }),
    });
    let left = false;
    drawing.promise.catch(() => {
      if (!left) failed.current();
    });
    words.current.replaceChildren();
    words.current.style.setProperty('--total-scale-factor', String(scale));
    const text = layWords(page, words.current, viewport);
    // A page without its words is still to be seen.
    text.render().catch(() => undefined);
    return () => {
      left = true;
      drawing.cancel();
      text.cancel();
    };
  }, [page, layWords, scale, turn]);
  return (
    <>
      <canvas ref={canvas} />
      <div ref={words} className="rg-pdf-words" />
    </>
  );
}

/** Within one window above or below it. */
function useNear(box: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const root = box.current.closest('.rg-viewer-window');
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      root,
      rootMargin: '100%',
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return near;
}
