import type { Dictionary, DictionaryEntry } from '@reglament/format';
import { announce, Empty, plural } from '@reglament/runtime-ui/ui';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { dayText } from '../../field/day-text.ts';
import { TextCell } from '../cell/text-cell.tsx';
import { CommittedInput } from '../committed-input.tsx';
import { firstWords } from '../first-words.ts';
import type { TabProps } from '../tab-props.ts';
import { russian, withRussian } from '../words.ts';
import { addEntry, changeEntry, type EntryColumn, partOfCell, pasteEntries } from './entry-commands.ts';
import './entries.css';

export type EditDictionary = (label: string, change: (dictionary: Dictionary) => Dictionary) => void;

interface EntriesEditorProps {
  dictionary: Dictionary;
  edit: EditDictionary;
  problemAt: TabProps['problemAt'];
}

/** Rows on the screen at once: a dictionary may have ten thousand. */
const SHOWN = 200;

/** A dictionary as a table; rows of a spreadsheet are pasted into it. */
export function EntriesEditor({ dictionary, edit, problemAt }: EntriesEditorProps) {
  const [word, setWord] = useState('');
  const { entries } = dictionary;
  const wanted = word.trim().toLowerCase();
  const found = entries
    .map((entry, at) => ({ entry, at }))
    .filter(({ entry }) => `${entry.code} ${russian(entry.title)}`.toLowerCase().includes(wanted));
  const change = (label: string, made: (list: readonly DictionaryEntry[]) => DictionaryEntry[]) =>
    edit(label, (one) => ({ ...one, entries: made(one.entries) }));
  const paste = usePaste(edit);
  return (
    <>
      <CommittedInput
        label="Название справочника"
        value={russian(dictionary.title)}
        place="/title"
        wrong={problemAt('/title')}
        onCommit={(text) => edit('Название', (one) => ({ ...one, title: withRussian(one.title, text) }))}
      />
      <div className="rs-toolbar rs-entries-bar">
        <Input
          aria-label="Найти запись"
          placeholder="Найти запись"
          allowClear
          value={word}
          onChange={({ target }) => setWord(target.value)}
        />
        <Button onClick={() => change('Добавлена запись', (list) => addEntry(list, firstWords.entry))}>
          Добавить запись
        </Button>
      </div>
      <p className="rg-hint">
        Строки электронной таблицы (код, название, код вышестоящей, действует с, по) вставляют в любую ячейку или в это
        поле:{' '}
        <input
          className="rs-cell rs-paste"
          aria-label="Вставьте строки сюда"
          value=""
          readOnly
          onPaste={(event) => paste(event.clipboardData.getData('text/plain'), dictionary)}
        />
      </p>
      {entries.length === 0 ? <Empty title="Записей нет">Добавьте первую или вставьте строки таблицы.</Empty> : null}
      {found.length > 0 ? (
        <EntryTable
          rows={found.slice(0, SHOWN)}
          problemAt={problemAt}
          onChange={change}
          onPaste={(text) => paste(text, dictionary)}
        />
      ) : null}
      {found.length > SHOWN ? (
        <p className="rg-muted">
          Показаны первые {SHOWN} из {found.length}: найдите нужную по коду или словам.
        </p>
      ) : null}
    </>
  );
}

function usePaste(edit: EditDictionary) {
  const { notification } = App.useApp();
  return (text: string, dictionary: Dictionary) => {
    const { entries, added, changed, problems } = pasteEntries(dictionary.entries, text);
    const words = `Вставлено записей: новых ${added}, изменённых ${changed}`;
    if (added + changed > 0) edit(words, (one) => ({ ...one, entries }));
    announce(words);
    notification[problems.length > 0 ? 'warning' : 'success']({
      key: 'pasted',
      title: words,
      description: problems.slice(0, 5).join('; ') || undefined,
    });
  };
}

const columns: readonly { key: EntryColumn; title: string }[] = [
  { key: 'code', title: 'Код' },
  { key: 'title', title: 'Название' },
  { key: 'parent', title: 'Под записью' },
  { key: 'from', title: 'Действует с' },
  { key: 'to', title: 'по' },
];

interface EntryTableProps {
  rows: readonly { entry: DictionaryEntry; at: number }[];
  problemAt: TabProps['problemAt'];
  onChange: (label: string, made: (list: readonly DictionaryEntry[]) => DictionaryEntry[]) => void;
  onPaste: (text: string) => void;
}

function EntryTable({ rows, problemAt, onChange, onPaste }: EntryTableProps) {
  return (
    <table
      className="rg-table rs-entries"
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain');
        if (!/[\t\n]/.test(text)) return;
        event.preventDefault();
        onPaste(text);
      }}
    >
      <caption className="rg-visually-hidden">
        {plural(rows.length, ['запись справочника', 'записи справочника', 'записей справочника'])}
      </caption>
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th key={key} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">Действия</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ entry, at }) => (
          <tr key={at} data-place={`/entries/${at}`}>
            {columns.map(({ key, title }) => (
              <td key={key} data-label={title} data-column={key}>
                <TextCell
                  label={`${title}: ${russian(entry.title)}`}
                  value={textOf(entry, key)}
                  wrong={problemAt(`/entries/${at}/${key}`)}
                  onCommit={(text) => {
                    const part = partOfCell(entry, key, text);
                    if (part !== undefined) onChange(`${title}: ${entry.code}`, (list) => changeEntry(list, at, part));
                    return part !== undefined;
                  }}
                />
              </td>
            ))}
            <td>
              <Button
                size="small"
                danger
                aria-label={`Удалить: ${russian(entry.title)}`}
                onClick={() =>
                  onChange(`Удалена запись: ${entry.code}`, (list) => list.filter((_, index) => index !== at))
                }
              >
                Удалить
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function textOf(entry: DictionaryEntry, column: EntryColumn): string {
  if (column === 'title') return russian(entry.title);
  const value = entry[column] ?? '';
  return column === 'from' || column === 'to' ? (value === '' ? '' : dayText(value)) : value;
}
