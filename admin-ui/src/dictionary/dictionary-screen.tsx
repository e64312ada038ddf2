import { announce, Empty, Loading, Notice, Page, Tag } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { dayText } from '../field/day-text.ts';
import {
  checkTable,
  type Dictionary,
  dictionariesKey,
  type Entry,
  type Report,
  useEntries,
} from './dictionary-queries.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';

/** One dictionary: entries with their days, searched; what is changed makes the next version. */
export function DictionaryScreen() {
  const { code = '' } = useParams();
  const [search, setSearch] = useState('');
  const list = useEntries(code, search);
  const first = list.data?.pages[0];
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={first?.title ?? 'Справочник'}
      lead={<Link to="/dictionaries">Все справочники</Link>}
      actions={first ? <Actions dictionary={first} /> : null}
    >
      {first ? <Uses dictionary={first} /> : null}
      <Input.Search
        className="ra-filter"
        aria-label="Найти запись по коду или словам"
        placeholder="Код или слова"
        enterButton="Найти"
        allowClear
        maxLength={200}
        onSearch={(text) => setSearch(text.trim())}
      />
      {list.error ? <Notice tone="error">{list.error.message}</Notice> : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="Записей не нашлось">Измените слова или добавьте запись.</Empty>
      ) : null}
      {first && items.length > 0 ? <Entries dictionary={first} items={items} /> : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Показать ещё
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function Uses({ dictionary: { uses, version } }: { dictionary: Dictionary }) {
  return (
    <p className="rg-muted">
      Версия {version}.{' '}
      {uses.length === 0
        ? 'Ни одна услуга не использует.'
        : `Используют: ${uses.map(({ title, fields }) => `${title} (${fields.join(', ')})`).join('; ')}.`}
    </p>
  );
}

function Actions({ dictionary }: { dictionary: Dictionary }) {
  const [adding, setAdding] = useState(false);
  const [report, setReport] = useState<Report>();
  const reread = useReread();
  const check = useMutation({
    mutationFn: async (file: File) => checkTable(dictionary.code, await file.text()),
    onSuccess: setReport,
  });
  return (
    <>
      <Button href={`/api/admin/dictionaries/${dictionary.code}/csv`}>Сохранить в CSV</Button>{' '}
      <Upload
        accept=".csv,text/csv"
        showUploadList={false}
        beforeUpload={(file) => {
          check.mutate(file);
          return false;
        }}
      >
        <Button loading={check.isPending}>Загрузить из CSV</Button>
      </Upload>{' '}
      <Button type="primary" onClick={() => setAdding(true)}>
        Добавить запись
      </Button>
      {check.error ? <Notice tone="error">{check.error.message}</Notice> : null}
      {adding ? (
        <EntryDialog dictionary={dictionary} onClose={() => setAdding(false)} onDone={() => reread(setAdding)} />
      ) : null}
      {report ? (
        <ReportDialog
          dictionary={dictionary}
          report={report}
          onClose={() => setReport(undefined)}
          onDone={() => {
            setReport(undefined);
            reread();
          }}
        />
      ) : null}
    </>
  );
}

function useReread() {
  const client = useQueryClient();
  return (close?: (open: false) => void) => {
    close?.(false);
    announce('Справочник сохранён');
    void client.invalidateQueries({ queryKey: dictionariesKey });
  };
}

function Entries({ dictionary, items }: { dictionary: Dictionary; items: readonly Entry[] }) {
  const [edited, setEdited] = useState<Entry>();
  const reread = useReread();
  return (
    <>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Записи справочника</caption>
        <thead>
          <tr>
            <th scope="col">Код</th>
            <th scope="col">Название</th>
            <th scope="col">Действует</th>
            <th scope="col" className="rg-actions-head">
              Действия
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.code}>
              <td data-label="Код">{entry.code}</td>
              <td data-label="Название">
                <div className={`ra-depth-${Math.min(entry.path.length, 4)}`}>
                  {entry.title}
                  {entry.path.length > 0 ? <span className="rg-block rg-muted">{entry.path.join(' › ')}</span> : null}
                </div>
              </td>
              <td data-label="Действует">
                <div>
                  <Tag tone={entry.inForce ? 'success' : 'neutral'}>{entry.inForce ? 'да' : 'нет'}</Tag>{' '}
                  {entry.from ? `с ${dayText(entry.from)} ` : ''}
                  {entry.to ? `по ${dayText(entry.to)}` : ''}
                </div>
              </td>
              <td className="rg-actions-cell">
                <Button size="small" aria-label={`Изменить: ${entry.title}`} onClick={() => setEdited(entry)}>
                  Изменить
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {edited ? (
        <EntryDialog
          dictionary={dictionary}
          entry={edited}
          onClose={() => setEdited(undefined)}
          onDone={() => {
            setEdited(undefined);
            reread();
          }}
        />
      ) : null}
    </>
  );
}
