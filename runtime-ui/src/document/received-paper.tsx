import { DeleteOutlined } from '@ant-design/icons';
import { AutoComplete, Button, InputNumber, Select } from 'antd';
import type { DocumentView, ReceivedDocument } from '../api.ts';
import { useMe } from '../session/me.ts';
import { instantDateText } from '../ui/format.ts';
import { Tag } from '../ui/status-tag.tsx';
import { matchesTyped } from '../ui/typed-search.ts';

const forms = [
  { value: 'original', label: 'Подлинник' },
  { value: 'copy', label: 'Копия' },
] as const;

/** One paper of the list, to read: the cells of its row. */
export function ReadPaper({ row }: { row: ReceivedDocument }) {
  return (
    <>
      <td data-label="Документ">{row.title}</td>
      <td data-label="Вид">{forms.find(({ value }) => value === row.form)?.label}</td>
      <td data-label="Листов">{row.sheets}</td>
      <td data-label="Экземпляров">{row.copies}</td>
      <ReturnedCell row={row} />
    </>
  );
}

/** When an original went back and to whom; a copy stays. */
function ReturnedCell({ row: { form, returnedAt, returnedTo } }: { row: ReceivedDocument }) {
  const { organisation } = useMe();
  if (form !== 'original') return <td data-label="Возвращён">—</td>;
  return (
    <td data-label="Возвращён">
      {returnedAt ? (
        <div>
          {instantDateText(returnedAt, organisation.timeZone)}
          {returnedTo ? <div className="rg-muted">{returnedTo}</div> : null}
        </div>
      ) : (
        <Tag tone="warning">Не возвращён</Tag>
      )}
    </td>
  );
}

interface EditedPaperProps {
  row: ReceivedDocument;
  number: number;
  titles: readonly DocumentView[];
  /** Undefined takes the paper off the list. */
  onChange: (row: ReceivedDocument | undefined) => void;
}

/** One paper of the list, to edit. */
export function EditedPaper({ row, number, titles, onChange }: EditedPaperProps) {
  const name = `документ ${number}`;
  const counts = [
    { code: 'sheets', label: 'Листов', max: 10_000 },
    { code: 'copies', label: 'Экземпляров', max: 1000 },
  ] as const;
  return (
    <>
      <td data-label="Документ">
        <Title row={row} name={name} titles={titles} onChange={onChange} />
      </td>
      <td data-label="Вид">
        <Select
          className="rg-wide"
          value={row.form}
          options={[...forms]}
          onChange={(form) => onChange({ ...row, form })}
          aria-label={`Вид: ${name}`}
        />
      </td>
      {counts.map(({ code, label, max }) => (
        <td data-label={label} key={code}>
          <InputNumber
            min={1}
            max={max}
            value={row[code]}
            onChange={(count) => onChange({ ...row, [code]: count ?? 1 })}
            aria-label={`${label}: ${name}`}
          />
        </td>
      ))}
      <ReturnedCell row={row} />
      <td className="rg-actions-cell">
        <Button
          size="small"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={`Убрать из перечня: ${name}`}
          onClick={() => onChange(undefined)}
        />
      </td>
    </>
  );
}

/** A title of the service's list ties the line to that document; any other is free text. */
function Title({ row, name, titles, onChange }: Omit<EditedPaperProps, 'number'> & { name: string }) {
  const rename = (title: string) =>
    onChange({ ...row, title, document: titles.find((known) => known.title === title)?.code ?? null });
  return (
    <AutoComplete
      className="rg-wide"
      value={row.title}
      options={titles.map(({ title }) => ({ value: title }))}
      onChange={rename}
      aria-label={`Название: ${name}`}
      placeholder="Название документа"
      showSearch={{ filterOption: matchesTyped }}
    />
  );
}
