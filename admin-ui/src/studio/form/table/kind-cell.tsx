import { type FieldKind, fieldKinds } from '../field-kinds.ts';
import type { TableRow } from './table-commands.ts';

interface KindCellProps {
  row: TableRow;
  onChange: (kind: FieldKind) => void;
}

/** The browser's own list: three hundred rows of it open at once. */
export function KindCell({ row: { title, kind, kindTitle }, onChange }: KindCellProps) {
  return (
    <select
      className="rs-cell"
      aria-label={`Вид: ${title}`}
      value={kind?.code ?? ''}
      onChange={({ target }) => {
        const chosen = fieldKinds.find(({ code }) => code === target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {kind === undefined ? (
        <option value="" disabled>
          {kindTitle}
        </option>
      ) : null}
      {fieldKinds.map(({ code, title: name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
