import { EyeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { requestBlob } from '../client.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { ArchiveView, TextView, XmlView } from './text-view.tsx';
import { type View, viewOf } from './views.ts';

interface ShownFile {
  id: string;
  name: string;
  /** As the server has found it in the content, never what the content says of itself. */
  mediaType: string;
  description?: string | null;
}

interface FileViewProps {
  file: ShownFile;
  /** Where its content is read. */
  path: string;
}

/** «Показать»: the file itself under its row; nothing for one that a browser cannot show. */
export function FileView({ file, path }: FileViewProps) {
  const [open, setOpen] = useState(false);
  const view = viewOf(file);
  if (view === undefined) return null;
  return (
    <>
      <Button
        size="small"
        icon={<EyeOutlined aria-hidden="true" />}
        aria-expanded={open}
        aria-label={`${open ? 'Скрыть' : 'Показать'} файл «${file.name}»`}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Скрыть' : 'Показать'}
      </Button>
      {open ? (
        <div className="rg-file-shown">
          <Shown file={file} path={path} view={view} />
        </div>
      ) : null}
    </>
  );
}

function Shown({ file, path, view }: FileViewProps & { view: View }) {
  const content = useQuery({
    queryKey: ['file', file.id],
    queryFn: async () => {
      const blob = await requestBlob(path, { method: 'GET' });
      return { blob, bytes: new Uint8Array(await blob.arrayBuffer()) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (content.error) return <Notice tone="error">{content.error.message}</Notice>;
  if (content.data === undefined) return <Loading />;
  const { blob, bytes } = content.data;
  const { name } = file;
  if (view === 'xml') return <XmlView name={name} bytes={bytes} />;
  if (view === 'text') return <TextView name={name} bytes={bytes} />;
  if (view === 'archive') return <ArchiveView name={name} bytes={bytes} />;
  return <Drawn file={file} blob={blob} view={view} />;
}

/** What the browser draws by itself: a picture, or a PDF in a frame. */
function Drawn({ file, blob, view }: { file: ShownFile; blob: Blob; view: 'pdf' | 'image' }) {
  const url = useObjectUrl(blob, file.mediaType);
  if (url === undefined) return <Loading />;
  if (view === 'image') return <img src={url} alt={file.description ?? file.name} />;
  return <iframe src={`${url}#navpanes=0&view=FitH`} title={`Просмотр: ${file.name}`} />;
}

function useObjectUrl(blob: Blob, type: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([blob], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob, type]);
  return url;
}
