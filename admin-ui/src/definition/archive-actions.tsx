import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Notice, plural, Tag } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useRef } from 'react';
import { Link } from 'react-router';
import { ChangeList } from '../studio/change-list.tsx';

type Item = ApiTypes['ArchivedDefinition'];

/** Everything taken out as one archive, or an archive of another installation taken in: always as drafts. */
export function ArchiveActions({ onImported }: { onImported: () => void }) {
  const work = useMutation({
    mutationFn: async (file: Blob) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return request<ApiTypes['DefinitionArchiveImport']>('/api/admin/definitions-archive', { method: 'POST', bytes });
    },
    onSuccess: onImported,
  });
  const input = useRef<HTMLInputElement>(null);
  const shown = work.data !== undefined || work.error !== null;
  return (
    <>
      <Button href="/api/admin/definitions-archive" download>
        Выгрузить все
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".zip"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) work.mutate(file);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <Button loading={work.isPending} onClick={() => input.current?.click()}>
        Загрузить архив…
      </Button>
      {shown ? (
        <Modal
          open
          width={760}
          title="Загрузка архива"
          footer={
            <Button type="primary" onClick={() => work.reset()}>
              Закрыть
            </Button>
          }
          onCancel={() => work.reset()}
        >
          <div className="rg-dialog">
            {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
            {work.data ? <Outcome items={work.data.items} /> : null}
          </div>
        </Modal>
      ) : null}
    </>
  );
}

const outcomes = {
  new: <Tag tone="info">новое</Tag>,
  changed: <Tag tone="warning">отличается</Tag>,
  same: <Tag tone="neutral">совпадает</Tag>,
  busy: <Tag tone="warning">уже правят</Tag>,
  refused: <Tag tone="error">не читается</Tag>,
} as const satisfies Record<Item['outcome'], unknown>;

/** What became a draft and how it differs; what is the same is only counted. */
function Outcome({ items }: { items: readonly Item[] }) {
  const same = items.filter(({ outcome }) => outcome === 'same').length;
  const told = items.filter(({ outcome }) => outcome !== 'same');
  return (
    <>
      <p>
        {told.length === 0
          ? 'Всё в архиве совпадает с действующим: черновиков не понадобилось.'
          : 'Ничего не опубликовано: отличия стали черновиками. Просмотрите и опубликуйте каждый.'}{' '}
        {same > 0 ? <span className="rg-muted">Совпадает: {same}.</span> : null}
      </p>
      <ul className="rs-list">
        {told.map((item) => (
          <li key={`${item.kind} ${item.code}`} className="rs-archived">
            {outcomes[item.outcome]} <strong>{item.title}</strong> <code className="rg-muted">{item.code}</code>
            {item.draft !== null && (item.kind === 'service' || item.kind === 'workflow') ? (
              <>
                {' '}
                <Link to={`/drafts/${item.draft}`} aria-label={`Открыть черновик: ${item.title}`}>
                  Открыть черновик
                </Link>
              </>
            ) : null}
            {item.message === null ? null : <span className="rg-block">{item.message}</span>}
            {item.errors > 0 ? (
              <span className="rg-block">В черновике {plural(item.errors, ['ошибка', 'ошибки', 'ошибок'])}.</span>
            ) : null}
            {item.changes.length > 0 ? <ChangeList changes={item.changes} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
