import type { Json } from '@reglament/core/rules';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { ChoiceParts } from './choice-parts.tsx';
import { NestedStatement } from './nested.tsx';
import { RowEditor } from './row-editor.tsx';
import { inside, type Scope } from './scope.ts';
import { type Statement, statementNode, statementOf } from './statement.ts';
import { ListOf } from './term-parts.tsx';

interface StatementPartProps {
  number: string;
  node: Json;
  scope: Scope;
  onChange: (node: Json) => void;
  /** Undefined: without it there would be nothing. */
  onRemove: (() => void) | undefined;
}

/** One part of a condition: a comparison, or what holds conditions itself. */
export function StatementPart({ number, node, scope, onChange, onRemove }: StatementPartProps) {
  const statement = statementOf(node);
  const set = (next: Statement) => onChange(statementNode(next, node));
  if (statement.look === 'row') return <RowEditor {...{ number, scope, onRemove }} row={statement} onChange={set} />;
  return (
    <Frame {...{ number, onRemove }} legend={legendOf(statement, number)}>
      <Within {...{ number, node, scope, onChange }} statement={statement} />
    </Frame>
  );
}

function legendOf({ look }: Statement, number: string): string {
  if (look === 'not') return `Неверно, что (${number})`;
  if (look === 'rows') return `О строках списка (${number})`;
  return look === 'choice' ? `Если…, то… (${number})` : `Группа ${number}`;
}

interface FrameProps extends Pick<StatementPartProps, 'number' | 'onRemove'> {
  legend: string;
  children: ReactNode;
}

function Frame({ number, legend, onRemove, children }: FrameProps) {
  return (
    <fieldset className="rs-condition rs-condition-group" data-part={number}>
      <legend className="rg-muted">{legend}</legend>
      {children}
      {onRemove === undefined ? null : (
        <Button size="small" aria-label={`Удалить группу ${number}`} onClick={onRemove}>
          Удалить группу
        </Button>
      )}
    </fieldset>
  );
}

interface WithinProps extends Omit<StatementPartProps, 'onRemove'> {
  statement: Exclude<Statement, { look: 'row' }>;
}

function Within({ number, node, scope, onChange, statement }: WithinProps) {
  const set = (next: Statement) => onChange(statementNode(next, node));
  const nested = { prefix: `${number}.`, scope };
  switch (statement.look) {
    case 'group':
      return <NestedStatement {...nested} rule={node} onChange={(rule) => rule !== undefined && onChange(rule)} />;
    case 'not':
      return (
        <NestedStatement
          {...nested}
          rule={statement.part}
          onChange={(part) => part !== undefined && set({ ...statement, part })}
        />
      );
    case 'rows':
      return (
        <>
          <div className="rs-condition-row">
            <Select
              size="small"
              aria-label={`Условие ${number}: в скольких строках`}
              value={statement.quantifier}
              options={[
                { value: 'some', label: 'Хотя бы в одной строке' },
                { value: 'all', label: 'В каждой строке' },
              ]}
              popupMatchSelectWidth={false}
              onChange={(quantifier: 'some' | 'all') => set({ ...statement, quantifier })}
            />
            <ListOf
              {...{ scope }}
              list={statement.list}
              within={number}
              onList={(list) => set({ ...statement, list })}
            />
          </div>
          <NestedStatement
            prefix={`${number}.`}
            scope={inside(scope, statement.list)}
            rule={statement.part}
            onChange={(part) => part !== undefined && set({ ...statement, part })}
          />
        </>
      );
    case 'choice':
      return (
        <ChoiceParts
          {...nested}
          near={undefined}
          args={statement.args}
          onChange={(args) => set({ look: 'choice', args })}
        />
      );
  }
}
