import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import type { WidgetProps } from '@rjsf/utils';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { sizeText } from '../../ui/format.ts';
import { FileTarget } from '../file-target.tsx';
import { useFormHost } from '../form-host.ts';
import type { StoredFile } from '../upload.ts';
import { PendingRows, UploadButton, useUploads } from '../uploads.tsx';
import { groupAria, isDisabled } from './aria.ts';

function idsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((id): id is string => typeof id === 'string');
  return typeof value === 'string' ? [value] : [];
}

/** The ids of a field's files, and what is known of the files themselves. */
function useFiles(props: WidgetProps) {
  const host = useFormHost();
  const many = props.schema.type === 'array';
  const ids = idsOf(props.value);
  const latest = useRef(ids);
  latest.current = ids;
  const [own, setOwn] = useState<readonly StoredFile[]>([]);
  const put = (next: string[]) => {
    latest.current = next;
    props.onChange(many ? (next.length > 0 ? next : undefined) : next[0]);
  };
  const uploads = useUploads({
    target: async () => {
      if (!host.uploadTarget) throw new Error('К этой форме файлы не прикладываются.');
      return host.uploadTarget();
    },
    onStored: (file) => {
      setOwn((list) => [...list, file]);
      host.onUploaded?.(file);
      put(many ? [...latest.current, file.id] : [file.id]);
    },
  });
  const known = [...(host.files ?? []), ...own];
  const files = ids.map((id) => ({ id, file: known.find((candidate) => candidate.id === id) }));
  return { many, files, uploads, remove: (id: string) => put(ids.filter((other) => other !== id)) };
}

interface StoredRowProps {
  id: string;
  file: StoredFile | undefined;
  onRemove: (() => void) | undefined;
}

function StoredRow({ id, file, onRemove }: StoredRowProps) {
  const name = file?.name ?? 'Файл';
  return (
    <li className="rg-file">
      <PaperClipOutlined aria-hidden="true" />
      <a className="rg-file-name" href={`/api/files/${id}/content`} target="_blank" rel="noreferrer">
        {name}
      </a>
      {file ? <span className="rg-muted">{sizeText(file.size)}</span> : null}
      {onRemove ? (
        <Button
          size="small"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={`Убрать файл «${name}»`}
          onClick={onRemove}
        />
      ) : null}
    </li>
  );
}

/** Files as answers: a list of ids of stored files. */
export function FilesWidget(props: WidgetProps) {
  const { many, files, uploads, remove } = useFiles(props);
  const disabled = isDisabled(props);
  return (
    <FileTarget className="rg-files" onFiles={disabled ? undefined : uploads.start}>
      <ul className="rg-file-list">
        {files.map(({ id, file }) => (
          <StoredRow key={id} id={id} file={file} onRemove={disabled ? undefined : () => remove(id)} />
        ))}
        <PendingRows uploads={uploads} />
      </ul>
      <UploadButton {...groupAria(props)} label={props.label} many={many} disabled={disabled} onFiles={uploads.start} />
    </FileTarget>
  );
}
