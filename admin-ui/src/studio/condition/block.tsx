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
          aria-label={prefix === '' ? 'Как сочетать строки' : `Как сочетать строки группы ${prefix.slice(0, -1)}`}
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
      <Adding {...{ scope, join }} onAdd={(part) => set([...parts, part])} />
    </>
  );
}

/** One part needs nothing that joins it. */
function joined(parts: readonly Json[], join: Join, like: Json | undefined): Json | undefined {
  const [first, second] = parts;
  return second === undefined ? first : statementNode({ look: 'group', join, parts }, like);
}

interface AddingProps {
  scope: Scope;
  join: Join;
  onAdd: (part: Json) => void;
}

function Adding({ scope, join, onAdd }: AddingProps) {
  const fresh = () => freshStatement(scope);
  const other = join === 'and' ? 'or' : 'and';
  const rows = freshRows(scope);
  return (
    <div className="rs-row">
      <Button size="small" disabled={scope.subjects.length === 0} onClick={() => onAdd(fresh())}>
        Добавить условие
      </Button>
      <Dropdown
        autoFocus
        trigger={['click']}
        menu={{
          items: [
            { key: 'group', label: 'Группа: сочетается иначе', onClick: () => onAdd({ [other]: [fresh(), fresh()] }) },
            ...(rows === undefined ? [] : [{ key: 'rows', label: 'О строках списка', onClick: () => onAdd(rows) }]),
            { key: 'not', label: 'Неверно, что…', onClick: () => onAdd({ '!': [{ [other]: [fresh(), fresh()] }] }) },
            { key: 'choice', label: 'Если…, то…', onClick: () => onAdd({ if: [fresh(), fresh(), fresh()] }) },
          ],
        }}
      >
        <Button size="small" disabled={scope.subjects.length === 0}>
          Добавить другое ▾
        </Button>
      </Dropdown>
    </div>
  );
}
