import type { TemplateNode } from '@reglament/format';
import { Button, InputNumber } from 'antd';
import { choicesAt, ListChoice, type NodePlace } from './node-place.tsx';
import { withColumns } from './template-commands.ts';
import { TemplateText } from './template-text.tsx';

type TableNode = Extract<TemplateNode, { type: 'table' }>;

interface TableFieldsProps {
  place: NodePlace;
  node: TableNode;
  onChange: (node: TableNode) => void;
}

/** Columns with their widths, and rows: as written, or repeated for each row of a list. */
export function TableFields({ place, node, onChange }: TableFieldsProps) {
  const { each: _each, ...plain } = node;
  const rowPlace = { ...place, list: node.each ?? place.list };
  return (
    <>
      <ListChoice
        place={place}
        value={node.each}
        wrong={place.problemAt(`${place.pointer}/each`)}
        none="Строки как написаны"
        onChange={(each) => onChange(each === undefined ? plain : { ...plain, each })}
      />
      <div className="rm-scroll">
        <table className="rm-table">
          <caption className="rg-visually-hidden">Столбцы и строки таблицы</caption>
          <thead>
            <tr>
              {node.columns.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={at} scope="col">
                  <TemplateText
                    label={`Столбец ${at + 1}`}
                    value={column.title}
                    choices={choicesAt(place)}
                    place={`${place.pointer}/columns/${at}`}
                    wrong={place.problemAt(`${place.pointer}/columns/${at}`)}
                    onCommit={(title) =>
                      onChange({ ...node, columns: withItem(node.columns, at, { ...column, title }) })
                    }
                  />
                  <InputNumber
                    size="small"
                    min={0.1}
                    max={20}
                    changeOnWheel={false}
                    aria-label={`Ширина столбца ${at + 1}`}
                    value={column.width ?? 1}
                    onChange={(width) =>
                      width !== null && onChange({ ...node, columns: withItem(node.columns, at, { ...column, width }) })
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {node.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={index}>
                {row.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                  <td key={at}>
                    <TemplateText
                      label={`Строка ${index + 1}, столбец ${at + 1}`}
                      value={cell}
                      choices={choicesAt(rowPlace)}
                      place={`${place.pointer}/rows/${index}/${at}`}
                      wrong={place.problemAt(`${place.pointer}/rows/${index}/${at}`)}
                      onCommit={(text) => onChange({ ...node, rows: node.rows.with(index, row.with(at, text)) })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TableSize node={node} onChange={onChange} />
    </>
  );
}

function TableSize({ node, onChange }: Omit<TableFieldsProps, 'place'>) {
  const { columns, rows } = node;
  return (
    <div className="rs-row">
      <Button size="small" onClick={() => onChange({ ...node, rows: [...rows, columns.map(() => '')] })}>
        Добавить строку
      </Button>
      <Button size="small" disabled={rows.length === 0} onClick={() => onChange({ ...node, rows: rows.slice(0, -1) })}>
        Убрать последнюю строку
      </Button>
      <Button
        size="small"
        disabled={columns.length >= 20}
        onClick={() => onChange(withColumns(node, columns.length + 1))}
      >
        Добавить столбец
      </Button>
      <Button
        size="small"
        disabled={columns.length <= 1}
        onClick={() => onChange(withColumns(node, columns.length - 1))}
      >
        Убрать последний столбец
      </Button>
    </div>
  );
}

function withItem(list: TableNode['columns'], at: number, item: TableNode['columns'][number]): TableNode['columns'] {
  return list.with(at, item) as TableNode['columns'];
}
