import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Loading, Notice } from '../ui/notice.tsx';
import type { layWords } from './pdf-library.ts';
import { PdfPage } from './pdf-page.tsx';
import type { Sight } from './sight.ts';
import { useBoxSize } from './use-box-size.ts';

interface Opened {
  readonly document: PDFDocumentProxy;
  readonly first: PDFPageProxy;
  readonly layWords: typeof layWords;
}

/** The library is fetched with the first paper, not with the product. */
function useDocument(source: string | Uint8Array): { opened: Opened | undefined; failure: string | undefined } {
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let closed = false;
    let close = () => undefined as unknown;
    const open = async () => {
      const library = await import('./pdf-library.ts');
      if (closed) return;
      const task = library.openPdf(source);
      close = () => task.destroy();
      try {
        const document = await task.promise;
        const first = await document.getPage(1);
        if (!closed) setOpened({ document, first, layWords: library.layWords });
      } catch (error) {
        if (!closed) setFailure(library.pdfFailure(error));
      }
    };
    open().catch(() => setFailure('Просмотр не загрузился. Проверьте связь и откройте файл ещё раз.'));
    return () => {
      closed = true;
      void close();
    };
  }, [source]);
  return { opened, failure };
}

export interface PaperProps {
  sight: Sight;
  /** How large it is shown at last. */
  onShown: (scale: number) => void;
}

interface PdfViewProps extends PaperProps {
  name: string;
  /** Where the paper is read, or the paper itself. */
  source: string | Uint8Array;
  onPlace: (page: number, pages: number) => void;
  scroller: RefObject<HTMLElement | null>;
}

/** Pages one below another, as wide as the window or as large as one asks; only those near the window are drawn. */
export function PdfView({ name, source, sight, onShown, onPlace, scroller }: PdfViewProps) {
  const { opened, failure } = useDocument(source);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useBoxSize(box);
  const turn = sight.turns * 90;
  const own = opened?.first.getViewport({ scale: 1, rotation: (opened.first.rotate + turn) % 360 });
  // Points of paper at 72 an inch, pixels of CSS at 96.
  const scale = sight.zoom === 'fit' ? (own && width > 0 ? width / own.width : 0) : sight.zoom * (96 / 72);
  const pages = opened?.document.numPages ?? 0;
  useEffect(() => {
    if (scale > 0) onShown(scale / (96 / 72));
  }, [scale, onShown]);
  usePlace({ box, scroller, pages, onPlace });
  return (
    <div ref={box} className="rg-pdf">
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      {opened || failure ? null : <Loading label="Файл открывается…" />}
      {opened && scale > 0
        ? Array.from({ length: pages }, (_, index) => (
            <PdfPage
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
              key={index}
              {...opened}
              number={index + 1}
              label={`${name}, страница ${index + 1} из ${pages}`}
              look={{ scale, turn }}
            />
          ))
        : null}
    </div>
  );
}

interface PlaceProps extends Pick<PdfViewProps, 'scroller' | 'onPlace'> {
  box: RefObject<HTMLElement | null>;
  pages: number;
}

/** The page in the middle of the window is the one that is read. */
function usePlace({ box, scroller, pages, onPlace }: PlaceProps): void {
  useEffect(() => {
    const window = scroller.current;
    if (!window || pages === 0) return;
    const tell = () => {
      const { top, height } = window.getBoundingClientRect();
      const shown = [...(box.current?.querySelectorAll('[data-page]') ?? [])];
      const below = shown.findIndex((page) => page.getBoundingClientRect().bottom > top + height / 2);
      onPlace(below === -1 ? pages : below + 1, pages);
    };
    tell();
    window.addEventListener('scroll', tell, { passive: true });
    return () => window.removeEventListener('scroll', tell);
  }, [box, scroller, pages, onPlace]);
}
