import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ConnectionError, onConnectionBack } from '../client.ts';
import { announce } from '../ui/live-region.tsx';
import { useHolding } from './held-upload.ts';
import { type Pending, PendingRow } from './pending-row.tsx';
import { UploadCut } from './send-content.ts';
import { type StoredFile, type UploadTarget, upload } from './upload.ts';

let lastKey = 0;

interface UploadsInput {
  /** Where they go; asked at each file, since the first may have to make the row they hang on. */
  target: () => Promise<UploadTarget>;
  /** Until what it gives is done, the file is still on its way: the page does not know of it yet. */
  onStored: (file: StoredFile) => void | Promise<void>;
}

export interface Uploads {
  pending: readonly Pending[];
  start: (files: readonly File[]) => void;
  again: (item: Pending) => void;
  drop: (key: number) => void;
}

/** The uploads of one place: progress of each, repeat after a failure, and what is stored already. */
export function useUploads({ target, onStored }: UploadsInput): Uploads {
  const [pending, setPending] = useState<Pending[]>([]);
  const patch = (key: number, change: Partial<Pending>) =>
    setPending((list) => list.map((item) => (item.key === key ? { ...item, ...change } : item)));
  const drop = (key: number) => setPending((list) => list.filter((item) => item.key !== key));

  const { arriving, arrive } = useArriving(onStored);
  useHolding([...pending, ...arriving]);

  const send = async (item: Pending): Promise<void> => {
    const { key, file } = item;
    try {
      const job = upload({
        ...{ file, target: await target() },
        onProgress: (share) => patch(key, { share }),
        onStandstill: (still) => patch(key, { still }),
      });
      patch(key, { job });
      const stored = await job.done;
      drop(key);
      await arrive(item, stored);
      announce(`Файл «${file.name}» загружен`);
    } catch (failure) {
      const isCut = failure instanceof UploadCut || failure instanceof ConnectionError;
      patch(key, { problem: isCut ? new UploadCut().message : messageOf(failure), cut: isCut });
    }
  };
  const start = (files: readonly File[]) => {
    for (const file of files) {
      lastKey += 1;
      const item: Pending = { key: lastKey, file, share: 0 };
      setPending((list) => [...list, item]);
      void send(item);
    }
  };
  const again = (item: Pending) => {
    setPending((list) =>
      list.map((other) => (other.key === item.key ? { key: item.key, file: item.file, share: 0 } : other)),
    );
    void send(item);
  };
  const resume = useRef(() => {});
  resume.current = () => {
    for (const item of pending) if (item.cut) again(item);
  };
  useEffect(() => onConnectionBack(() => resume.current()), []);
  return { pending, start, again, drop };
}

/** Stored, and the page is being told. */
function useArriving(onStored: UploadsInput['onStored']) {
  const [arriving, setArriving] = useState<Pending[]>([]);
  const arrive = async (item: Pending, stored: StoredFile) => {
    setArriving((list) => [...list, item]);
    try {
      await onStored(stored);
    } finally {
      setArriving((list) => list.filter((other) => other !== item));
    }
  };
  return { arriving, arrive };
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

/** Files on their way, each with its progress, or what went wrong and «Повторить». */
export function PendingRows({ uploads }: { uploads: Uploads }) {
  return uploads.pending.map((item) => (
    <PendingRow key={item.key} item={item} onAgain={() => uploads.again(item)} onDrop={() => uploads.drop(item.key)} />
  ));
}

interface UploadButtonProps {
  id?: string;
  'aria-describedby'?: string;
  /** What the files are for: part of the name of the button. */
  label: string;
  /** «Загрузить документ», when it is nothing else. */
  text?: string;
  icon?: ReactNode;
  /** Extensions that the browser's dialog offers first. */
  accept?: string;
  many: boolean;
  disabled?: boolean;
  small?: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** «Загрузить документ», or another word of the same kind. */
export function UploadButton(props: UploadButtonProps) {
  const { label, text = 'Загрузить документ', icon, accept, many, disabled = false, small = false, onFiles } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <Button
        id={props.id}
        aria-describedby={props['aria-describedby']}
        size={small ? 'small' : 'middle'}
        icon={icon ?? <UploadOutlined aria-hidden="true" />}
        disabled={disabled}
        aria-label={`${text}: ${label}`}
        onClick={() => input.current?.click()}
      >
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={many}
        accept={accept}
        aria-label={`Файлы: ${label}`}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
