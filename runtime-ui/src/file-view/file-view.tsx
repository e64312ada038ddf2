import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ViewedFile } from './viewed-file.ts';
import { Viewer } from './viewer.tsx';
import { viewOf } from './views.ts';

interface FileViewProps {
  id: string;
  /** Those it stands among, itself too: they are turned over like pages. */
  among: readonly ViewedFile[];
}

/** «Показать»: opens the viewer at this file; nothing for one that cannot be shown. */
export function FileView({ id, among }: FileViewProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const opened = useRef(false);
  // Back to where one came from, once the viewer has let the focus go.
  useEffect(() => {
    if (opened.current && !open) button.current?.focus();
    opened.current = open;
  }, [open]);
  const file = among.find((one) => one.id === id);
  if (file === undefined || viewOf(file) === undefined) return null;
  return (
    <>
      <Button
        ref={button}
        size="small"
        icon={<EyeOutlined aria-hidden="true" />}
        aria-haspopup="dialog"
        aria-label={`Показать файл «${file.name}»`}
        onClick={() => setOpen(true)}
      >
        Показать
      </Button>
      {open ? <Viewer files={among.filter(viewOf)} start={file.id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
