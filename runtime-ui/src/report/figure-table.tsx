import { numberText } from '../ui/format.ts';
export type Figure = string | number | null;

interface FigureTableProps {
  caption: string;
  heads: readonly string[];
  rows: readonly (readonly Figure[])[];
  /** Beneath the rows, in bold. */
  total?: readonly Figure[];
  empty: string;
}

const words = (value: Figure) => (typeof value === 'number' ? numberText(value) : (value ?? '—'));

function Row({ heads, row }: { heads: readonly string[]; row: readonly Figure[] }) {
  const [first = null, ...others] = row;
  return (
    <tr>
      <th scope="row" data-label={heads[0]}>
        {words(first)}
      </th>
      {others.map((value, at) => (
        // Columns never change places.
        <td key={heads[at + 1]} data-label={heads[at + 1]} className={typeof value === 'number' ? 'rg-figure' : ''}>
          {words(value)}
        </td>
      ))}
    </tr>
  );
}

/** Figures in rows; on a narrow screen each row stands by itself. */
export function FigureTable({ caption, heads, rows, total, empty }: FigureTableProps) {
  if (rows.length === 0) return <p className="rg-muted">{empty}</p>;
  return (
    <table className="rg-table rg-figures">
      <caption className="rg-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.join('|')} heads={heads} row={row} />
        ))}
      </tbody>
      {total ? (
        <tfoot>
          <Row heads={heads} row={total} />
        </tfoot>
      ) : null}
    </table>
  );
}
