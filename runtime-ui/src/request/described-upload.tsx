import { useState } from 'react';
import { FileTarget, PendingRows, UploadButton, type UploadTarget, useUploads } from '../form/index.ts';
import { TextField } from '../ui/text-field.tsx';

interface DescribedUploadProps {
  /** What the file is for: part of the name of the button. */
  label: string;
  target: (description: { description?: string }) => Promise<UploadTarget>;
  /** Done when the page has read anew what it hangs on. */
  onStored: () => Promise<void>;
}

/** «Загрузить документ», one at a time, each with its description. */
export function DescribedUpload({ label, target, onStored }: DescribedUploadProps) {
  const [description, setDescription] = useState('');
  const uploads = useUploads({
    target: () => {
      const said = description.trim();
      return target(said === '' ? {} : { description: said });
    },
    onStored: () => {
      setDescription('');
      return onStored();
    },
  });
  const busy = uploads.pending.some(({ problem }) => problem === undefined);
  return (
    <FileTarget className="rg-request-add" onFiles={busy ? undefined : (files) => uploads.start(files.slice(0, 1))}>
      <ul className="rg-file-list">
        <PendingRows uploads={uploads} />
      </ul>
      <TextField label="Описание документа" value={description} onChange={setDescription} />
      <UploadButton label={label} many={false} disabled={busy} onFiles={uploads.start} />
    </FileTarget>
  );
}
