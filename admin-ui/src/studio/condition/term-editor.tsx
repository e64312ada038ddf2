import type { Json } from '@reglament/core/rules';
import { Select } from 'antd';
import { ChoiceParts } from './choice-parts.tsx';
import { Constant } from './constant.tsx';
import { type Alone, NestedStatement, type TermProps } from './nested.tsx';
import { termIn } from './scope.ts';
import { type Term, termNode } from './term.ts';
import { chosenNode, isLost, optionOf, optionsOf } from './term-choices.ts';
import { CallParts, ListItems, RowsParts, WordsOf } from './term-parts.tsx';

/** A value: a field, a constant, today, or what is made of other values. */
export function TermEditor(props: TermProps) {
  const { node, scope, near } = props;
  const term = termIn(scope, node);
  // Of a list of known values it is enough to mark them.
  if (term.look === 'list' && near?.values !== undefined && term.items.every((item) => typeof item === 'string')) {
    return <ListItems {...props} items={term.items} />;
  }
  return (
    <>
      <TermPick {...props} />
      <TermParts {...props} term={term} />
    </>
  );
}

interface TermPickProps extends Omit<TermProps, 'node'> {
  /** Undefined: nothing is chosen yet. */
  node: Json | undefined;
  alone?: Alone;
}

/** What the value is taken of. */
export function TermPick({ node, scope, names, wants, near, constants = true, alone, onChange }: TermPickProps) {
  const asked = { node, scope, wants, near, constants, byWords: alone !== undefined };
  const chosen = optionOf(asked);
  const own = alone === undefined ? { size: 'small' as const } : { id: alone.id, allowClear: true };
  const lost = isLost(asked);
  return (
    <Select<string | null>
      {...own}
      className={`${alone === undefined ? '' : 'rs-wide'} ${lost ? 'rs-lost' : ''}`.trim()}
      showSearch={{ filterOption: (input, option) => holds(option?.label, input) }}
      aria-label={chosen?.startsWith('value ') ? names.value : names.pick}
      placeholder={alone?.otherwise}
      {...(lost ? { status: 'error' as const } : {})}
      value={chosen ?? null}
      options={optionsOf(asked)}
      popupMatchSelectWidth={alone !== undefined}
      onChange={(key) => (key === null || key === undefined ? alone?.onClear() : onChange(chosenNode(key, asked)))}
    />
  );
}

/** A group holds nothing by its own name: only what is in it is looked for. */
function holds(label: unknown, input: string): boolean {
  return typeof label === 'string' && label.toLowerCase().includes(input.toLowerCase());
}

/** What the value is made of. */
export function TermParts(props: TermProps & { term: Term }) {
  const { node, scope, names, wants, near, onChange, term } = props;
  switch (term.look) {
    case 'constant':
      return typeof term.value === 'string' && near?.values !== undefined ? null : (
        <Constant label={names.value} value={term.value} near={near} onChange={onChange} />
      );
    case 'list':
      return <ListItems {...props} items={term.items} />;
    case 'words':
      return <WordsOf {...{ node, scope, names, onChange }} path={term.path} />;
    case 'call':
      return <CallParts {...{ node, scope, names, onChange }} call={term} />;
    case 'rows':
      return <RowsParts {...{ node, scope, names, onChange }} rows={term} />;
    case 'choice':
      return (
        <ChoiceParts
          {...{ scope, wants, near }}
          args={term.args}
          prefix={`${names.within}, `}
          onChange={(args) => onChange(termNode({ look: 'choice', args }, node))}
        />
      );
    case 'statement':
      return (
        <div className="rs-nested">
          <NestedStatement
            rule={term.node}
            scope={scope}
            prefix={`${names.within}, `}
            onChange={(rule) => rule !== undefined && onChange(rule)}
          />
        </div>
      );
    default:
      return null;
  }
}
