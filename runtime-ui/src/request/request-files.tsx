import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RequestView } from '../api.ts';
import { Card } from '../ui/card.tsx';
import { DescribedUpload } from './described-upload.tsx';
import { requestListQuery } from './queries.ts';
import { RequestFileRow } from './request-file-row.tsx';
import type { RequestWork } from './use-request-work.ts';

interface RequestFilesProps {
  view: RequestView;
  work: RequestWork;
}

const mayAdd = 'Дополнительные сведения можно приложить файлом: выберите его и скажите в описании, что это.';

/** Files that go with the question, each with a description. */
export function RequestFiles({ view, work }: RequestFilesProps) {
  const list = useQuery(requestListQuery(view.application));
  const takesFiles = list.data?.kinds.find(({ entry }) => entry === view.entry)?.files ?? false;
  const files = view.files.filter(({ purpose }) => purpose === 'request');
  const writable = work.editing && takesFiles;
  if (files.length === 0 && !writable) return null;
  return (
    <Card title="Документы запроса" {...(writable && files.length === 0 ? { description: mayAdd } : {})}>
      <ul className="rg-file-list" aria-label="Документы запроса">
        {files.map((file) => (
          <RequestFileRow
            key={file.id}
            file={file}
            among={files}
            {...(writable ? { onRemove: () => void work.removeFile(view.id, file.id) } : {})}
          />
        ))}
      </ul>
      {writable ? <AddFile view={view} work={work} /> : null}
    </Card>
  );
}

/** What was typed in the fields is saved first: a file makes a new version. */
function AddFile({ view, work }: RequestFilesProps) {
  const queryClient = useQueryClient();
  return (
    <DescribedUpload
      label="файл запроса"
      target={async (description) => {
        const saved = await work.saved(false);
        if (!saved) throw new Error('Сначала исправьте ошибки в данных запроса, затем повторите загрузку.');
        return { requestId: view.id, ...description };
      }}
      onStored={() => queryClient.invalidateQueries({ queryKey: ['requests', view.application] })}
    />
  );
}
