import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { IncomingFileView } from '../api.ts';
import { FileView } from '../file-view/file-view.tsx';
import { sizeText } from '../ui/format.ts';

interface IncomingFilesProps {
  label: string;
  requestId: string;
  files: readonly IncomingFileView[];
  onRemove?: (file: IncomingFileView) => void;
}

/** Files to download, each with what is said of it. */
export function IncomingFiles({ label, requestId, files, onRemove }: IncomingFilesProps) {
  if (files.length === 0) return null;
  const among = files.map((file) => ({
    ...file,
    path: `/api/incoming-requests/${requestId}/files/${file.id}/content`,
  }));
  return (
    <ul className="rg-file-list" aria-label={label}>
      {files.map((file) => (
        <li key={file.id} className="rg-file rg-file-signed">
          <PaperClipOutlined aria-hidden="true" />
          <span className="rg-file-name">
            <a href={`/api/incoming-requests/${requestId}/files/${file.id}/content`} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            {file.description ? <span className="rg-muted"> – {file.description}</span> : null}
          </span>
          <span className="rg-muted">{sizeText(file.size)}</span>
          <FileView id={file.id} among={among} />
          {onRemove ? (
            <Button
              size="small"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={`Убрать файл «${file.name}»`}
              onClick={() => onRemove(file)}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
