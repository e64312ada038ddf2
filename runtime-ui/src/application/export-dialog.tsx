import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { useMe } from '../session/me.ts';
import { instantText, plural, sizeText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { exportsQuery, isUnderWay, type ListExport, percentOf, useExportChange } from './exports.ts';

const rows = (count: number) => plural(count, ['заявка', 'заявки', 'заявок']);

function stateText(one: ListExport): string {
  if (one.status === 'waiting') return 'Ждёт своей очереди';
  if (one.status === 'failed') return `Не получилась. ${one.reason ?? ''}`;
  if (one.status === 'running') return `Готовится: ${rows(one.done)}${one.found === null ? '' : ` из ${one.found}`}`;
  return `${rows(one.done)}, ${sizeText(one.size)}`;
}

interface ExportRowProps {
  one: ListExport;
  onRetry: () => void;
  onRemove: () => void;
}

function ExportRow({ one, onRetry, onRemove }: ExportRowProps) {
  const { timeZone } = useMe().organisation;
  const name = `${one.format.toUpperCase()} от ${instantText(one.createdAt, timeZone)}`;
  return (
    <li className="rg-export">
      <div className="rg-export-text">
        <strong>{name}</strong>
        <span className={one.status === 'failed' ? 'rg-field-problem' : 'rg-muted'}>{stateText(one)}</span>
        {isUnderWay(one) ? <Progress percent={percentOf(one)} size="small" aria-label={`Готово: ${name}`} /> : null}
      </div>
      {one.status === 'done' ? (
        <Button
          type="primary"
          ghost
          icon={<DownloadOutlined aria-hidden="true" />}
          href={`/api/me/exports/${one.id}/content`}
          aria-label={`Скачать ${name}`}
        >
          Скачать
        </Button>
      ) : null}
      {one.status === 'failed' ? (
        <Button onClick={onRetry} aria-label={`Повторить ${name}`}>
          Повторить
        </Button>
      ) : null}
      <Button danger onClick={onRemove} aria-label={`${isUnderWay(one) ? 'Остановить' : 'Удалить'} ${name}`}>
        {isUnderWay(one) ? 'Остановить' : 'Удалить'}
      </Button>
    </li>
  );
}

/** Says once that one is ready, to whoever listens. */
function useTold(exports: readonly ListExport[] | undefined): void {
  const underWay = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const { id, status } of exports ?? []) {
      if (!underWay.current.has(id)) continue;
      if (status === 'done') announce('Выгрузка готова: её можно скачать');
      if (status === 'failed') announce('Выгрузка не получилась');
    }
    underWay.current = new Set(exports?.filter(isUnderWay).map(({ id }) => id));
  }, [exports]);
}

/** What one has taken out, ready or on its way. */
export function ExportDialog({ failure, onClose }: { failure: Error | null; onClose: () => void }) {
  return (
    <Modal
      open
      title="Мои выгрузки"
      onCancel={onClose}
      width={640}
      destroyOnHidden
      footer={<Button onClick={onClose}>Закрыть</Button>}
    >
      <p className="rg-muted">Готовятся сами: окно можно закрыть. Хранятся сутки; в них персональные данные.</p>
      <ExportList failure={failure} />
    </Modal>
  );
}

/** Each with its progress, its file and the way to stop it. */
export function ExportList({ failure }: { failure: Error | null }) {
  const { data: exports, error, isPending } = useQuery(exportsQuery);
  const own = useExportChange();
  useTold(exports);
  const problem = failure ?? own.failure ?? error;
  return (
    <>
      {problem ? <Notice tone="error">{problem.message}</Notice> : null}
      {isPending ? <Loading /> : null}
      {exports?.length === 0 ? <Empty title="Выгрузок нет" /> : null}
      <ul className="rg-saved-views">
        {exports?.map((one) => (
          <ExportRow
            key={one.id}
            one={one}
            onRetry={() => void own.change(`/api/me/exports/${one.id}/retry`, { method: 'POST' })}
            onRemove={() => void own.change(`/api/me/exports/${one.id}`, { method: 'DELETE' })}
          />
        ))}
      </ul>
    </>
  );
}
