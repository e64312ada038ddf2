import { EyeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { RequestFileView } from '../api.ts';
import { requestBlob } from '../client.ts';
import { Loading, Notice } from '../ui/notice.tsx';

const images: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);
const PDF = 'application/pdf';

/** A browser shows these inside the page; everything else is only downloaded. */
export function isShown({ mediaType }: Pick<RequestFileView, 'mediaType'>): boolean {
  return mediaType === PDF || images.has(mediaType);
}

/** «Показать»: the file itself under its row. */
export function FileView({ file }: { file: RequestFileView }) {
  const [open, setOpen] = useState(false);
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
      {open ? <Shown file={file} /> : null}
    </>
  );
}

/** The type is the one that the server has found in the content, never one that the content says of itself. */
function Shown({ file }: { file: RequestFileView }) {
  const { id, mediaType, name, description } = file;
  const content = useQuery({
    queryKey: ['file', id],
    queryFn: () => requestBlob(`/api/files/${id}/content`, { method: 'GET' }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const url = useObjectUrl(content.data, mediaType);
  if (content.error) return <Notice tone="error">{content.error.message}</Notice>;
  if (url === undefined) return <Loading />;
  return (
    <div className="rg-file-shown">
      {mediaType === PDF ? (
        <iframe src={`${url}#navpanes=0&view=FitH`} title={`Просмотр: ${name}`} />
      ) : (
        <img src={url} alt={description ?? name} />
      )}
    </div>
  );
}

function useObjectUrl(blob: Blob | undefined, type: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return undefined;
    const made = URL.createObjectURL(new Blob([blob], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob, type]);
  return url;
}
