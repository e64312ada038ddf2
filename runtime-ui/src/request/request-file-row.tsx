import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { RequestFileView } from '../api.ts';
import { FileView } from '../file-view/file-view.tsx';
import { viewedFiles } from '../file-view/viewed-file.ts';
import { cautionOf } from '../file-view/views.ts';
import { Signatures } from '../signature/signatures.tsx';
import { sizeText } from '../ui/format.ts';

interface RequestFileRowProps {
  file: RequestFileView;
  /** Those it stands among. */
  among: readonly RequestFileView[];
  onRemove?: () => void;
  /** Signing is offered, and its result is to be read anew. */
  onSigned?: () => void;
  /** Signed elsewhere, by a value inside the message. */
  bare?: boolean;
}

/** A file of a request to download, with what is said of it and its signatures. */
export function RequestFileRow({ file, among, onRemove, onSigned, bare = false }: RequestFileRowProps) {
  const signs = onSigned !== undefined;
  const caution = cautionOf(file);
  return (
    <li className="rg-file rg-file-signed">
      <PaperClipOutlined aria-hidden="true" />
      <span className="rg-file-name">
        <a href={`/api/files/${file.id}/content`} target="_blank" rel="noreferrer">
          {file.name}
        </a>
        {file.description ? <span className="rg-muted"> – {file.description}</span> : null}
        {caution ? <span className="rg-hint"> {caution}</span> : null}
      </span>
      <span className="rg-muted">{sizeText(file.size)}</span>
      {onRemove ? (
        <Button
          size="small"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={`Убрать файл «${file.name}»`}
          onClick={onRemove}
        />
      ) : null}
      <FileView id={file.id} among={viewedFiles(among)} />
      <Signatures file={file} addable={signs && !bare} removable={signs} onChanged={onSigned ?? (() => undefined)} />
    </li>
  );
}
