import type { Json } from '@reglament/core/rules';
import { Button, Dropdown, Select } from 'antd';
import { freshRows, freshStatement } from './begin.ts';
import type { BlockProps } from './nested.tsx';
import type { Scope } from './scope.ts';
import { type Join, statementNode, statementOf } from './statement.ts';
import { StatementPart } from './statement-part.tsx';

/** Rows and groups, all or any of which hold. */
export function Block({ rule, scope, prefix, otherwise, onChange }: BlockProps) {
  const statement = rule === undefined ? undefined : statementOf(rule);
  const group = statement?.look === 'group' ? statement : undefined;
  const join = group?.join ?? 'and';
  const parts = group?.parts ?? (rule === undefined ? [] : [rule]);
  // What was a group stays one until a part is taken out of it.
  const set = (next: readonly Json[], nextJoin: Join = join) => onChange(joined(next, nextJoin, rule));
  const last = parts.length === 1 && otherwise === undefined;
  return (
    <>
      {parts.length === 0 ? <p className="rg-muted">{otherwise}</p> : null}
      {parts.length > 1 ? (
        <Select
          size="small"
          aria-label={prefix === '' ? 'Как сочетать строки' : `Как сочетать строки группы ${placeOf(prefix)}`}
          value={join}
          options={[
            { value: 'and', label: 'Все условия сразу' },
            { value: 'or', label: 'Хотя бы одно' },
          ]}
          onChange={(next: Join) => set(parts, next)}
        />
      ) : null}
      {parts.map((part, index) => (
        <StatementPart
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          key={index}
          number={`${prefix}${index + 1}`}
          node={part}
          scope={scope}
          onChange={(next) =>
            onChange(
              group === undefined ? next : statementNode({ look: 'group', join, parts: parts.with(index, next) }, rule),
            )
          }
          onRemove={last ? undefined : () => set(parts.toSpliced(index, 1))}
        />
      ))}
      <Adding {...{ scope, join, prefix }} onAdd={(part) => set([...parts, part])} />
    </>
  );
}

/** «2» of «2.», «1, слева» of «1, слева, ». */
function placeOf(prefix: string): string {
  return prefix.replace(/[.,\s]+$/, '');
}

/** One part needs nothing that joins it. */
function joined(parts: readonly Json[], join: Join, like: Json | undefined): Json | undefined {
  const [first, second] = parts;
  return second === undefined ? first : statementNode({ look: 'group', join, parts }, like);
}

interface AddingProps extends Pick<BlockProps, 'prefix'> {
  scope: Scope;
  join: Join;
  onAdd: (part: Json) => void;
}

/** Within another part all ways to add are behind one button: there may be many such places. */
function Adding({ scope, prefix, join, onAdd }: AddingProps) {
  const fresh = () => freshStatement(scope);
  const other = join === 'and' ? 'or' : 'and';
  const rows = freshRows(scope);
  const none = scope.subjects.length === 0;
  const row = { key: 'row', label: 'Условие', onClick: () => onAdd(fresh()) };
  const others = [
    { key: 'group', label: 'Группа: сочетается иначе', onClick: () => onAdd({ [other]: [fresh(), fresh()] }) },
    ...(rows === undefined ? [] : [{ key: 'rows', label: 'О строках списка', onClick: () => onAdd(rows) }]),
    { key: 'not', label: 'Неверно, что…', onClick: () => onAdd({ '!': [{ [other]: [fresh(), fresh()] }] }) },
    { key: 'choice', label: 'Если…, то…', onClick: () => onAdd({ if: [fresh(), fresh(), fresh()] }) },
  ];
  return (
    <div className="rs-row">
      {prefix === '' ? (
        <Button size="small" disabled={none} onClick={row.onClick}>
          Добавить условие
        </Button>
      ) : null}
      <Dropdown autoFocus trigger={['click']} menu={{ items: prefix === '' ? others : [row, ...others] }}>
        {prefix === '' ? (
          <Button size="small" disabled={none}>
            Добавить другое…
          </Button>
        ) : (
          <Button size="small" type="text" disabled={none} aria-label={`+ ещё: ${placeOf(prefix)}`}>
            + ещё
          </Button>
        )}
      </Dropdown>
    </div>
  );
}
