import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestView } from '../api.ts';
import { PendingRows, UploadButton, useUploads } from '../form/index.ts';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/text-field.tsx';
import { requestListQuery } from './queries.ts';
import { RequestFileRow } from './request-file-row.tsx';
import type { RequestWork } from './use-request-work.ts';

interface RequestFilesProps {
  view: RequestView;
  work: RequestWork;
}

/** Files that go with the question, each with a description. */
export function RequestFiles({ view, work }: RequestFilesProps) {
  const list = useQuery(requestListQuery(view.application));
  const takesFiles = list.data?.kinds.find(({ entry }) => entry === view.entry)?.files ?? false;
  const files = view.files.filter(({ purpose }) => purpose === 'request');
  const writable = work.editing && takesFiles;
  if (files.length === 0 && !writable) return null;
  return (
    <Card title="Файлы запроса">
      {files.length === 0 ? <p className="rg-muted">Файлов пока нет.</p> : null}
      <ul className="rg-file-list" aria-label="Файлы запроса">
        {files.map((file) => (
          <RequestFileRow
            key={file.id}
            file={file}
            {...(writable ? { onRemove: () => void work.removeFile(view.id, file.id) } : {})}
          />
        ))}
      </ul>
      {writable ? <AddFile view={view} work={work} /> : null}
    </Card>
  );
}

/** One at a time, with its description. What was typed in the fields is saved first: a file makes a new version. */
function AddFile({ view, work }: RequestFilesProps) {
  const queryClient = useQueryClient();
  const [description, setDescription] = useState('');
  const uploads = useUploads({
    target: async () => {
      const saved = await work.saved(false);
      if (!saved) throw new Error('Сначала исправьте ошибки в данных запроса, затем повторите загрузку.');
      const said = description.trim();
      return { requestId: view.id, ...(said === '' ? {} : { description: said }) };
    },
    onStored: () => {
      setDescription('');
      void queryClient.invalidateQueries({ queryKey: ['requests', view.application] });
    },
  });
  return (
    <div className="rg-request-add">
      <ul className="rg-file-list">
        <PendingRows uploads={uploads} />
      </ul>
      <TextField label="Описание документа" value={description} onChange={setDescription} />
      <UploadButton
        label="файл запроса"
        many={false}
        disabled={uploads.pending.some(({ problem }) => problem === undefined)}
        onFiles={uploads.start}
      />
    </div>
  );
}
