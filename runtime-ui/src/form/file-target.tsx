import { type ReactNode, useEffect, useRef, useState } from 'react';
import { pictureName } from './picture-name.ts';

type OnFiles = (files: readonly File[]) => void;

function filesOf(list: FileList | undefined): File[] {
  const now = new Date();
  return [...(list ?? [])].map((file) => {
    const name = pictureName(file.name, now);
    return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified });
  });
}

function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

interface FileTargetProps {
  /** Without it nothing is taken, and nothing happens. */
  onFiles: OnFiles | undefined;
  className?: string;
  children: ReactNode;
}

/** A place that takes files dropped on it, and those of the clipboard while the focus is in it. The way by keys is the button within. */
export function FileTarget({ onFiles, className = '', children }: FileTargetProps) {
  const [over, setOver] = useState(false);
  const many = onFiles !== undefined;
  const take = (event: { preventDefault: () => void }, list: FileList) => {
    setOver(false);
    if (!many || list.length === 0) return;
    event.preventDefault();
    onFiles(filesOf(list));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are shortcuts of the button within
    <div
      className={`${className}${over ? ' rg-drop-over' : ''}`}
      onDragOver={(event) => {
        if (!many || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => take(event, event.dataTransfer.files)}
      onPaste={(event) => take(event, event.clipboardData.files)}
    >
      {children}
    </div>
  );
}

/** What was dropped or pasted beside every place on this screen; the browser would leave the page for a file dropped there. */
export function useLooseFiles(onFiles: OnFiles | undefined): void {
  const latest = useRef(onFiles);
  latest.current = onFiles;
  const on = onFiles !== undefined;
  useEffect(() => {
    if (!on) return;
    const take = (event: Event, list: FileList | undefined) => {
      if (event.defaultPrevented || !list?.length) return;
      event.preventDefault();
      latest.current?.(filesOf(list));
    };
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData?.files);
    const drop = (event: DragEvent) => take(event, event.dataTransfer?.files);
    const over = (event: DragEvent) => {
      if (carriesFiles(event.dataTransfer)) event.preventDefault();
    };
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [on]);
}
