import { announce, Empty, plural } from '@reglament/runtime-ui/ui';
import { App } from 'antd';
import { useState } from 'react';
import { TextCell } from '../../cell/text-cell.tsx';
import type { TabProps } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import { changeFieldUi, requireField } from '../form-commands.ts';
import { titledField } from '../titled-field.ts';
import { KindCell } from './kind-cell.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { fieldsToSection, fieldToKind, rowsOf, type TableRow } from './table-commands.ts';
import { type Column, type PastePlace, pasteOver } from './table-paste.ts';
import './field-table.css';

type FieldTableProps = Pick<TabProps, 'service' | 'edit' | 'dictionaries' | 'frozen' | 'problemAt'>;

/** «Таблицей»: all fields at once, many changed by one step, cells pasted over from a spreadsheet. */
export function FieldTable(props: FieldTableProps) {
  const { service } = props;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const rows = rowsOf(service);
  const chosen = rows.filter(({ field }) => marked.has(field)).map(({ field }) => field);
  const paste = usePaste(props);
  if (rows.length === 0) {
    return <Empty title="В форме пока нет полей">Добавьте их в составе формы или вставьте из таблицы.</Empty>;
  }
  const mark = (fields: readonly string[], on: boolean) =>
    setMarked(new Set(on ? [...chosen, ...fields] : chosen.filter((one) => !fields.includes(one))));
  return (
    <section aria-label="Поля таблицей" className="rs-field-table">
      <SelectionBar {...props} chosen={chosen} onClear={() => setMarked(new Set())} />
      <table
        className="rg-table"
        onPaste={(event) => {
          const at = placeOf(event.target as HTMLElement);
          const text = event.clipboardData.getData('text/plain');
          // A word goes into its cell as anywhere; a table goes over the cells.
          if (at === undefined || !/[\t\n]/.test(text)) return;
          event.preventDefault();
          paste(text, at);
        }}
      >
        <caption className="rg-visually-hidden">Поля формы</caption>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                className="rs-tick"
                aria-label="Выбрать все поля"
                checked={chosen.length === rows.length}
                onChange={({ target }) =>
                  mark(
                    rows.map(({ field }) => field),
                    target.checked,
                  )
                }
              />
            </th>
            <th scope="col">Название</th>
            <th scope="col">Вид</th>
            <th scope="col">Обязательное</th>
            <th scope="col">Справочник</th>
            <th scope="col">Раздел</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: a fresh code follows its title while the row has the focus
              key={index}
              {...props}
              row={row}
              marked={marked.has(row.field)}
              onMark={(on) => mark([row.field], on)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function placeOf(element: HTMLElement): PastePlace | undefined {
  const column = element.closest<HTMLElement>('[data-column]')?.dataset.column;
  const field = element.closest<HTMLElement>('[data-row]')?.dataset.row;
  return column === undefined || field === undefined ? undefined : { column: column as Column, field };
}

/** What was taken over is one step; what was not is named. */
function usePaste({ service, edit, dictionaries, frozen }: FieldTableProps) {
  const { notification } = App.useApp();
  return (text: string, at: PastePlace) => {
    const pasted = pasteOver(service, text, { at, dictionaries, frozen });
    const words = `Вставлено из таблицы: ${plural(pasted.changed, ['ячейка', 'ячейки', 'ячеек'])}`;
    if (pasted.changed > 0) edit(words, () => pasted.service);
    announce(words);
    const shown = pasted.problems.slice(0, 8);
    notification[pasted.problems.length > 0 ? 'warning' : 'success']({
      key: 'pasted',
      title: words,
      description:
        shown.length === 0 ? undefined : (
          <>
            Оставлено как было:
            <ul className="rs-pasted">
              {shown.map((one) => (
                <li key={one}>{one}</li>
              ))}
              {pasted.problems.length > shown.length ? <li>и ещё {pasted.problems.length - shown.length}</li> : null}
            </ul>
          </>
        ),
    });
  };
}

interface RowProps extends FieldTableProps {
  row: TableRow;
  marked: boolean;
  onMark: (on: boolean) => void;
}

function Row({ service, edit, dictionaries, frozen, problemAt, row, marked, onMark }: RowProps) {
  const { field, title } = row;
  const wrong = problemAt(`/form/schema/properties/${field}`) ?? problemAt(`/form/ui/${field}`);
  return (
    <tr data-row={field} data-place={`/form/schema/properties/${field}`}>
      <td data-label="Выбрать">
        <input
          type="checkbox"
          className="rs-tick"
          aria-label={`Выбрать: ${title}`}
          checked={marked}
          onChange={({ target }) => onMark(target.checked)}
        />
      </td>
      <td data-label="Название" data-column="title">
        <TextCell
          label={`Название: ${title}`}
          value={title}
          wrong={wrong}
          onCommit={(text) => {
            if (text.trim() === '') return false;
            edit(`Название поля: ${text}`, (one) => titledField(one, field, { title: text, frozen }).service);
            return true;
          }}
        />
      </td>
      <td data-label="Вид" data-column="kind">
        <KindCell row={row} onChange={(kind) => edit(`Вид поля: ${title}`, (one) => fieldToKind(one, field, kind))} />
      </td>
      <td data-label="Обязательное" data-column="required">
        <input
          type="checkbox"
          className="rs-tick"
          aria-label={`Обязательное: ${title}`}
          checked={row.required}
          onChange={({ target }) => edit(`Обязательность: ${title}`, (one) => requireField(one, field, target.checked))}
        />
      </td>
      <td data-label="Справочник" data-column="dictionary">
        {row.kind?.code === 'dictionary' ? (
          <select
            className="rs-cell"
            aria-label={`Справочник: ${title}`}
            aria-invalid={row.dictionary === undefined ? true : undefined}
            value={row.dictionary ?? ''}
            onChange={({ target }) =>
              edit(`Справочник: ${title}`, (one) => changeFieldUi(one, field, { dictionary: target.value }))
            }
          >
            <option value="" disabled>
              Выберите
            </option>
            {dictionaries.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        ) : null}
      </td>
      <td data-label="Раздел" data-column="section">
        <select
          className="rs-cell"
          aria-label={`Раздел: ${title}`}
          value={row.section}
          onChange={({ target }) =>
            edit(`Перемещено поле: ${title}`, (one) => fieldsToSection(one, [field], target.value))
          }
        >
          {service.form.sections.map((section) => (
            <option key={section.code} value={section.code}>
              {russian(section.title)}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}
