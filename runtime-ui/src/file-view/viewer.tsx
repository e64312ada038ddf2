import {
  DownloadOutlined,
  LeftOutlined,
  RightOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '../ui/live-region.tsx';
import { ImageView } from './image-view.tsx';
import { PdfView } from './pdf-view.tsx';
import { ReadView } from './read-view.tsx';
import { plainSight, type Sight, turned, zoomed } from './sight.ts';
import type { ViewedFile } from './viewed-file.ts';
import { viewOf } from './views.ts';

interface ViewerProps {
  files: readonly ViewedFile[];
  /** The one to begin with. */
  start: string;
  onClose: () => void;
}

/** Files one after another beside the screen one works on: papers and pictures with zoom and rotation, texts as they are. */
export function Viewer({ files, start, onClose }: ViewerProps) {
  const [shown, setShown] = useState(start);
  const index = Math.max(
    files.findIndex(({ id }) => id === shown),
    0,
  );
  const file = files[index];
  const go = (step: 1 | -1) => {
    const next = files[index + step];
    if (!next) return;
    setShown(next.id);
    announce(`Файл ${index + step + 1} из ${files.length}: ${next.name}`);
  };
  if (!file) return null;
  const place = files.length > 1 ? ` (${index + 1} из ${files.length})` : '';
  return (
    <Drawer
      open
      onClose={onClose}
      title={`${file.name}${place}`}
      size="min(1100px, 100vw)"
      closable={{ 'aria-label': 'Закрыть просмотр' }}
      classNames={{ body: 'rg-viewer' }}
    >
      <One key={file.id} file={file} at={{ index, count: files.length }} go={go} />
    </Drawer>
  );
}

interface OneProps {
  file: ViewedFile;
  at: { index: number; count: number };
  go: (step: 1 | -1) => void;
}

function One({ file, at, go }: OneProps) {
  const scroller = useRef<HTMLElement>(null);
  const [sight, setSight] = useState<Sight>(plainSight);
  const [scale, setScale] = useState(0);
  const [page, setPage] = useState<{ number: number; count: number }>();
  const onPlace = useCallback((number: number, count: number) => setPage({ number, count }), []);
  const view = viewOf(file);
  const paper = view === 'pdf' || view === 'image';
  const change = {
    zoom: (direction: 'in' | 'out') => {
      if (scale > 0) setSight({ ...sight, zoom: zoomed(scale, direction) });
    },
    fit: () => setSight({ ...sight, zoom: 'fit' }),
    turn: () => setSight(turned(sight)),
  };
  // The keys that scroll work at once.
  useEffect(() => scroller.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the viewer, wherever in it the focus is
    <div className="rg-viewer-one" onKeyDown={(event) => onViewerKey(event, { scroller, go, change, paper })}>
      <div className="rg-viewer-bar" role="toolbar" aria-label="Просмотр файла">
        {at.count > 1 ? <Turner at={at} go={go} /> : null}
        {paper ? <Zoom sight={sight} scale={scale} change={change} /> : null}
        {page ? (
          <span className="rg-viewer-place" role="status">
            Страница {page.number} из {page.count}
          </span>
        ) : null}
        <Button icon={<DownloadOutlined aria-hidden="true" />} href={file.path} download={file.name}>
          Скачать
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled by keyboard, too */}
      <section className="rg-viewer-window" ref={scroller} tabIndex={0} aria-label={`Просмотр: ${file.name}`}>
        {view === 'pdf' ? (
          <PdfView name={file.name} source={file.path} {...{ sight, scroller, onPlace }} onShown={setScale} />
        ) : view === 'image' ? (
          <ImageView path={file.path} alt={file.description || file.name} sight={sight} onShown={setScale} />
        ) : (
          <ReadView file={file} view={view} />
        )}
      </section>
    </div>
  );
}

function Turner({ at: { index, count }, go }: Omit<OneProps, 'file'>) {
  return (
    <span className="rg-viewer-group">
      <Button icon={<LeftOutlined aria-hidden="true" />} disabled={index === 0} onClick={() => go(-1)}>
        Предыдущий
      </Button>
      <Button
        icon={<RightOutlined aria-hidden="true" />}
        iconPlacement="end"
        disabled={index === count - 1}
        onClick={() => go(1)}
      >
        Следующий
      </Button>
    </span>
  );
}

interface Change {
  zoom: (direction: 'in' | 'out') => void;
  fit: () => void;
  turn: () => void;
}

function Zoom({ sight, scale, change }: { sight: Sight; scale: number; change: Change }) {
  return (
    <span className="rg-viewer-group">
      <Button
        icon={<ZoomOutOutlined aria-hidden="true" />}
        aria-label="Мельче"
        title="Мельче (−)"
        onClick={() => change.zoom('out')}
      />
      <span className="rg-viewer-scale" role="status" aria-label="Масштаб">
        {scale > 0 ? `${Math.round(scale * 100)} %` : ''}
      </span>
      <Button
        icon={<ZoomInOutlined aria-hidden="true" />}
        aria-label="Крупнее"
        title="Крупнее (+)"
        onClick={() => change.zoom('in')}
      />
      <Button disabled={sight.zoom === 'fit'} title="По размеру окна (0)" onClick={change.fit}>
        По размеру окна
      </Button>
      <Button icon={<RotateRightOutlined aria-hidden="true" />} title="Повернуть (R)" onClick={change.turn}>
        Повернуть
      </Button>
    </span>
  );
}

interface KeyWork {
  scroller: RefObject<HTMLElement | null>;
  go: (step: 1 | -1) => void;
  change: Change;
  paper: boolean;
}

/** Arrows scroll first what is wider than the window; where nothing is, they turn to the next file. */
function onViewerKey(event: KeyboardEvent, { scroller, go, change, paper }: KeyWork): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const wide = (scroller.current?.scrollWidth ?? 0) > (scroller.current?.clientWidth ?? 0) + 1;
  const keys: Record<string, (() => void) | undefined> = {
    ...(wide ? {} : { ArrowLeft: () => go(-1), ArrowRight: () => go(1) }),
    ...(paper
      ? {
          Equal: () => change.zoom('in'),
          NumpadAdd: () => change.zoom('in'),
          Minus: () => change.zoom('out'),
          NumpadSubtract: () => change.zoom('out'),
          Digit0: change.fit,
          Numpad0: change.fit,
          KeyR: change.turn,
        }
      : {}),
  };
  const run = keys[event.code];
  if (!run) return;
  event.preventDefault();
  run();
}
