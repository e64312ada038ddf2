import { titleOf } from '@reglament/core/rules';
import { Input } from 'antd';
import { locale } from '../locale/locale.ts';
import type { Column } from './columns.ts';
import { type FilterName, type Filters, searchedColumns } from './list-view.ts';
import { useTypedFilters } from './use-typed-filters.ts';

interface ColumnSearchProps {
  columns: readonly Column[];
  filters: Filters;
  onApply: (filters: Filters) => void;
  /** Rows of the list can be chosen: their column has nothing to search. */
  chosen: boolean;
}

/** A row of fields above the columns: Enter, or leaving a field, searches. */
export function ColumnSearch({ columns, filters, onApply, chosen }: ColumnSearchProps) {
  const [typed, setTyped] = useTypedFilters(filters);
  const apply = () => {
    const changed = Object.entries(typed).some(([name, value]) => (filters[name as FilterName] ?? '') !== value.trim());
    if (changed) onApply(typed);
  };
  return (
    <tr className="rg-column-search">
      {chosen ? <td /> : null}
      {columns.map(({ code, title }) => (
        <td key={code} className="rg-search-cell">
          {searchedColumns.has(code) ? (
            <Input
              size="small"
              allowClear
              aria-label={`Найти: ${titleOf(title, locale).toLocaleLowerCase('ru')}`}
              value={typed[code as FilterName] ?? ''}
              onChange={(event) => setTyped({ ...typed, [code]: event.target.value })}
              onPressEnter={apply}
              onBlur={apply}
            />
          ) : null}
        </td>
      ))}
      <td />
    </tr>
  );
}
