import { useEffect, useRef, useState } from 'react';
import { here } from '../place.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import type { PaperProps } from './pdf-view.tsx';
import { type Size, scaleOf, turnedSize } from './sight.ts';
import { useBoxSize } from './use-box-size.ts';

interface ImageViewProps extends PaperProps {
  path: string;
  alt: string;
}

/** A scan or a photograph: whole in the window at first. */
export function ImageView({ path, alt, sight, onShown }: ImageViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const window = useBoxSize(box);
  const [own, setOwn] = useState<Size>();
  const [failed, setFailed] = useState(false);
  const scale = own && window.width > 0 ? scaleOf(sight, own, window) : 0;
  useEffect(() => {
    if (scale > 0) onShown(scale);
  }, [scale, onShown]);
  const size = own && { width: own.width * scale, height: own.height * scale };
  const { turns } = sight;
  if (failed) {
    return (
      <Notice tone="error">
        Изображение не читается: файл повреждён или сейчас недоступен. Скачайте его и откройте у себя.
      </Notice>
    );
  }
  return (
    <div ref={box} className="rg-image">
      {own ? null : <Loading label="Файл открывается…" />}
      <div className="rg-image-place" style={size && turnedSize(size, turns)}>
        <img
          src={here(path)}
          alt={alt}
          style={size ? { ...size, transform: `translate(-50%, -50%) rotate(${turns * 90}deg)` } : {}}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setOwn({ width, height })}
          onError={() => setFailed(true)}
        />
      </div>
    </div>
  );
}
