import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { ServiceView } from '../api.ts';
import { useTitledService } from '../dictionary/use-titled-service.ts';
import { valueWords } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { ViewersCard } from '../viewer/viewers-card.tsx';
import {
  type FoldedEntry,
  foldSaves,
  type HistoryEntry,
  type HistoryFilter,
  type HistoryKind,
  type HistoryPerson,
  kindTitles,
} from './history-view.ts';
import { historyQuery } from './queries.ts';

function Changes({ entry, service }: { entry: HistoryEntry; service: ServiceView }) {
  if (entry.changes.length === 0) return null;
  return (
    <details>
      <summary>Что изменено: {entry.changes.map(({ title }) => title).join(', ')}</summary>
      <table className="rg-table rg-changes">
        <thead>
          <tr>
            <th scope="col">Поле</th>
            <th scope="col">Было</th>
            <th scope="col">Стало</th>
          </tr>
        </thead>
        <tbody>
          {entry.changes.map(({ field, title, before, after }) => (
            <tr key={field}>
              <td data-label="Поле">{title}</td>
              <td data-label="Было">
                {valueWords(before, { form: service.form, field, dictionaries: service.dictionaries })}
              </td>
              <td data-label="Стало">
                {valueWords(after, { form: service.form, field, dictionaries: service.dictionaries })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Entry({ entry, service }: { entry: FoldedEntry; service: ServiceView }) {
  const { organisation } = useMe();
  return (
    <li>
      <time className="rg-history-at" dateTime={entry.at}>
        {instantText(entry.at, organisation.timeZone)}
      </time>
      <div>
        <strong>{entry.done ? entry.title : `Действие «${entry.title}»`}</strong>
        <span className="rg-muted">
          {' '}
          · {entry.actor?.name ?? 'Система'}
          {entry.onBehalfOf ? `, за отсутствующего: ${entry.onBehalfOf}` : null}
        </span>
        {entry.saves > 1 ? (
          <div className="rg-muted">
            Сохранений подряд: {entry.saves}, первое – {instantText(entry.since, organisation.timeZone)}
          </div>
        ) : null}
        {entry.from && entry.to && entry.from !== entry.to ? (
          <div className="rg-muted">
            Статус «{entry.from}» изменён на «{entry.to}»
          </div>
        ) : null}
        {entry.remarks.length > 0 ? <div className="rg-comment">{entry.remarks.join('\n')}</div> : null}
        {entry.comment ? <div className="rg-comment">{entry.comment}</div> : null}
        {entry.files.map(({ id, name }) => (
          <div key={id}>
            <a href={`/api/files/${id}/content`} target="_blank" rel="noreferrer">
              {name}
            </a>
          </div>
        ))}
        {entry.destroyed ? <div className="rg-muted">Содержание записи уничтожено по закону.</div> : null}
        <Changes entry={entry} service={service} />
      </div>
    </li>
  );
}

function changedAnswers(entries: readonly HistoryEntry[]): Record<string, unknown>[] {
  return entries
    .flatMap(({ changes }) => changes)
    .filter(({ field }) => field.startsWith('answers.'))
    .flatMap(({ field, before, after }) => [before, after].map((one) => ({ [field.slice('answers.'.length)]: one })));
}

interface FilterProps {
  people: readonly HistoryPerson[];
  filter: HistoryFilter;
  onChange: (filter: HistoryFilter) => void;
}

const kinds = Object.entries(kindTitles).map(([value, label]) => ({ value: value as HistoryKind, label }));

/** By what was done and by whom, in the whole history. */
function Filter({ people, filter, onChange }: FilterProps) {
  return (
    <div className="rg-history-filter">
      <Select<HistoryKind>
        allowClear
        aria-label="Вид события"
        placeholder="Все события"
        value={filter.kind ?? null}
        options={kinds}
        onChange={(kind) => onChange({ ...filter, kind: kind ?? undefined })}
      />
      <Select<string>
        allowClear
        aria-label="Кто"
        placeholder="Все люди"
        value={filter.person ?? null}
        options={people.map(({ id, name }) => ({ value: id ?? 'system', label: id === null ? 'Система' : name }))}
        onChange={(person) => onChange({ ...filter, person: person ?? undefined })}
      />
    </div>
  );
}

/** Who did what and when, with what was before and after. */
export function HistoryTab({ id, service: plain }: { id: string; service: ServiceView }) {
  const [filter, setFilter] = useState<HistoryFilter>({ kind: undefined, person: undefined });
  const history = useInfiniteQuery({ ...historyQuery(id, filter), placeholderData: keepPreviousData });
  const service = useTitledService(plain, changedAnswers(history.data?.pages.flatMap((page) => page.items) ?? []));
  const folded = useMemo(() => foldSaves(history.data?.pages.flatMap((page) => page.items) ?? []), [history.data]);
  if (history.isPending) return <Loading />;
  if (history.error) return <Notice tone="error">{history.error.message}</Notice>;
  return (
    <>
      <Card title="История">
        <Filter people={history.data.pages[0]?.people ?? []} filter={filter} onChange={setFilter} />
        {folded.length === 0 ? <p className="rg-muted">Таких записей нет.</p> : null}
        <ol className="rg-history">
          {folded.map((entry) => (
            <Entry key={entry.seq} entry={entry} service={service} />
          ))}
        </ol>
        {history.hasNextPage ? (
          <div className="rg-more">
            <Button onClick={() => history.fetchNextPage()} loading={history.isFetchingNextPage}>
              Показать ещё
            </Button>
          </div>
        ) : null}
      </Card>
      <ViewersCard id={id} />
    </>
  );
}
