import type { Workplace, WorkplaceColumn } from '@reglament/format';
import { announce } from '@reglament/runtime-ui/ui';
import { InputNumber, Select } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { firstWords } from '../first-words.ts';
import { ItemCard } from '../item-card.tsx';
import { changeItem, moveItem, removeItem } from '../list-commands.ts';
import type { TabProps } from '../tab-props.ts';
import { russian, withRussian } from '../words.ts';
import { columnWords, type EditWorkplace, unusedColumns } from './workplace-commands.ts';

interface ColumnListProps {
  workplace: Workplace;
  edit: EditWorkplace;
  problemAt: TabProps['problemAt'];
}

/** Columns by their order; each of the known ones at most once. */
export function ColumnList({ workplace, edit, problemAt }: ColumnListProps) {
  const id = useId();
  const { columns } = workplace;
  const change = (step: string, made: (list: Workplace['columns']) => WorkplaceColumn[]) =>
    edit(step, (one) => ({ ...one, columns: made(one.columns) as Workplace['columns'] }));
  return (
    <>
      <ol className="rs-list rs-workplace-columns">
        {columns.map((column, index) => (
          <ItemCard
            key={column.code}
            place={`/columns/${index}`}
            title={russian(column.title)}
            code={column.code}
            first={index === 0}
            last={index === columns.length - 1}
            onMove={(by) => change('Перемещён столбец', (list) => moveItem(list, column.code, by))}
            onRemove={() => {
              change('Удалён столбец', (list) => removeItem(list, column.code));
              announce(`Столбец «${russian(column.title)}» удалён`);
            }}
          >
            <ColumnFields {...{ column, problemAt }} at={`/columns/${index}`} onChange={change} />
          </ItemCard>
        ))}
      </ol>
      <label htmlFor={id} className="rg-field-label">
        Добавить столбец
      </label>
      <Select
        id={id}
        className="rs-workplace-add"
        placeholder="Выберите, что показать"
        value={null}
        options={unusedColumns(workplace).map((code) => ({ value: code, label: columnWords[code] }))}
        onChange={(code: WorkplaceColumn['code'] | null) => {
          if (code === null) return;
          change('Добавлен столбец', (list) => [...list, { code, title: firstWords.columns[code] }]);
          announce(`Добавлен столбец «${columnWords[code]}»`);
        }}
      />
    </>
  );
}

interface ColumnFieldsProps {
  column: WorkplaceColumn;
  at: string;
  problemAt: TabProps['problemAt'];
  onChange: (step: string, made: (list: Workplace['columns']) => WorkplaceColumn[]) => void;
}

function ColumnFields({ column, at, problemAt, onChange }: ColumnFieldsProps) {
  const id = useId();
  return (
    <div className="rs-row">
      <CommittedInput
        label="Заголовок столбца"
        value={russian(column.title)}
        wrong={problemAt(`${at}/title`)}
        onCommit={(text) =>
          onChange('Заголовок столбца', (list) =>
            changeItem(list, column.code, { title: withRussian(column.title, text) }),
          )
        }
      />
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={id}>Ширина, точек</label>
        </div>
        <InputNumber
          id={id}
          min={40}
          max={1000}
          changeOnWheel={false}
          value={column.width ?? null}
          onChange={(width) =>
            onChange('Ширина столбца', (list) => changeItem(list, column.code, { width: width ?? undefined }))
          }
        />
      </div>
    </div>
  );
}
