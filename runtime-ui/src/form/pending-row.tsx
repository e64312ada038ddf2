import {
  CaretRightOutlined,
  DeleteOutlined,
  PaperClipOutlined,
  PauseOutlined,
  ReloadOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { localeTag } from '../locale/locale.ts';
import type { UploadJob } from './upload.ts';
import { megabytes } from './upload-pace.ts';
import type { Standstill } from './upload-parts.ts';

export interface Pending {
  key: number;
  file: File;
  share: number;
  problem?: string;
  /** The connection was cut: it goes again by itself. */
  cut?: boolean;
  job?: UploadJob;
  /** Of what goes by parts: why nothing moves. */
  still?: Standstill | undefined;
}

interface PendingRowProps {
  item: Pending;
  onAgain: () => void;
  onDrop: () => void;
}

interface ToolProps {
  icon: ReactNode;
  label: string;
  onClick: () => void;
}

function Tool({ icon, label, onClick }: ToolProps) {
  return <Button size="small" icon={icon} aria-label={label} onClick={onClick} />;
}

/** How far it is, and why it stands, when it does. */
function Way({ item: { file, share, still, job } }: { item: Pending }) {
  return (
    <>
      <progress value={share} max={1} aria-label={`Загрузка файла «${file.name}»`} />
      {job?.pause ? (
        <span className="rg-upload-way">
          <span>{`${megabytes(file.size * share, localeTag)} из ${megabytes(file.size, localeTag)} МБ`}</span>
          <span role="status">
            {still?.kind === 'paused' ? 'Приостановлено: продолжится с того же места' : null}
            {still?.kind === 'waiting'
              ? `Связь прервалась. Продолжится само через ${still.seconds} с, с того же места`
              : null}
          </span>
        </span>
      ) : null}
    </>
  );
}

/** «Приостановить» and «Продолжить» are one button: the focus stays on it. */
function PauseTool({ item: { file, still, job } }: { item: Pending }) {
  if (!job?.pause) return null;
  if (still === undefined) {
    return (
      <Tool
        icon={<PauseOutlined aria-hidden="true" />}
        label={`Приостановить загрузку «${file.name}»`}
        onClick={() => job.pause?.()}
      />
    );
  }
  return (
    <Tool
      icon={<CaretRightOutlined aria-hidden="true" />}
      label={`Продолжить загрузку «${file.name}»`}
      onClick={() => job.resume?.()}
    />
  );
}

export function PendingRow({ item, onAgain, onDrop }: PendingRowProps) {
  const { name } = item.file;
  return (
    <li className={item.problem ? 'rg-file rg-file-failed' : 'rg-file'}>
      <PaperClipOutlined aria-hidden="true" />
      <span className="rg-file-name">
        {name}
        {item.problem ? (
          <span className="rg-error" role="alert">
            {item.problem}
          </span>
        ) : (
          <Way item={item} />
        )}
      </span>
      {item.problem ? (
        <Tool icon={<ReloadOutlined aria-hidden="true" />} label={`Повторить загрузку «${name}»`} onClick={onAgain} />
      ) : (
        <PauseTool item={item} />
      )}
      <Tool
        icon={<DeleteOutlined aria-hidden="true" />}
        label={`Убрать файл «${name}»`}
        onClick={() => {
          item.job?.cancel();
          onDrop();
        }}
      />
    </li>
  );
}
