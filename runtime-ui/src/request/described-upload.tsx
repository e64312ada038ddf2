import { useState } from 'react';
import { PendingRows, UploadButton, type UploadTarget, useUploads } from '../form/index.ts';
import { TextField } from '../ui/text-field.tsx';

interface DescribedUploadProps {
  /** What the file is for: part of the name of the button. */
  label: string;
  target: (description: { description?: string }) => Promise<UploadTarget>;
  onStored: () => void;
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
      onStored();
    },
  });
  return (
    <div className="rg-request-add">
      <ul className="rg-file-list">
        <PendingRows uploads={uploads} />
      </ul>
      <TextField label="Описание документа" value={description} onChange={setDescription} />
      <UploadButton
        label={label}
        many={false}
        disabled={uploads.pending.some(({ problem }) => problem === undefined)}
        onFiles={uploads.start}
      />
    </div>
  );
}
