import { useQuery } from '@tanstack/react-query';
import { requestBlob } from '../client.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { PageView } from './page-view.tsx';
import { ArchiveView, TextView, XmlView } from './text-view.tsx';
import type { ViewedFile } from './viewed-file.ts';
import type { View } from './views.ts';

interface ReadViewProps {
  file: ViewedFile;
  view: Exclude<View, 'pdf' | 'image'> | undefined;
}

/** What is read rather than looked at. */
export function ReadView({ file, view }: ReadViewProps) {
  const { id, name, path } = file;
  const content = useQuery({
    queryKey: ['file', id],
    queryFn: async () => new Uint8Array(await (await requestBlob(path, { method: 'GET' })).arrayBuffer()),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    enabled: view !== undefined,
  });
  if (view === undefined)
    return <Notice tone="info">Такой файл здесь не показать. Скачайте его и откройте у себя.</Notice>;
  if (content.error) return <Notice tone="error">{content.error.message}</Notice>;
  if (content.data === undefined) return <Loading />;
  if (view === 'xml') return <XmlView name={name} bytes={content.data} />;
  if (view === 'page' || view === 'savedPage') {
    return <PageView name={name} bytes={content.data} saved={view === 'savedPage'} />;
  }
  if (view === 'text') return <TextView name={name} bytes={content.data} />;
  return <ArchiveView name={name} bytes={content.data} />;
}
