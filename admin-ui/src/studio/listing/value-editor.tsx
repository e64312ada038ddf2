import type { Json } from '@reglament/core/rules';
import { useId } from 'react';
import { Drawn } from '../condition/drawn.tsx';
import { isDrawn } from '../condition/node.ts';
import { RuleText } from '../condition/rule-text.tsx';
import { scopeOf, termIn } from '../condition/scope.ts';
import { subjectsOf } from '../condition/subjects.ts';
import { TermParts, TermPick } from '../condition/term-editor.tsx';
import type { TabProps } from '../tab-props.ts';

interface ValueEditorProps {
  tab: TabProps;
  label: string;
  /** What holds without a value. */
  otherwise: string;
  place: string;
  value: unknown;
  onChange: (value: Json | undefined) => void;
}

/** What a value is taken of: a field of the form, or what is made of several. */
export function ValueEditor({ tab, label, otherwise, place, value, onChange }: ValueEditorProps) {
  const id = useId();
  const scope = scopeOf(subjectsOf(tab.service));
  const names = { pick: label, value: label, within: label };
  const wrong = tab.problemAt(place);
  const drawn = value === undefined || isDrawn(value);
  const given = { scope, names, wants: 'any', constants: false, onChange } as const;
  const term = drawn && value !== undefined ? termIn(scope, value) : undefined;
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'} data-place={place}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      {drawn ? (
        <Drawn>
          <TermPick {...given} node={value} alone={{ id, otherwise, onClear: () => onChange(undefined) }} />
          {value === undefined || term === undefined || term.look === 'words' ? null : (
            <TermParts {...given} node={value} term={term} />
          )}
        </Drawn>
      ) : (
        <RuleText rule={value} onChange={onChange} foreign />
      )}
      {wrong ? <div className="rg-error">{wrong}</div> : null}
    </div>
  );
}
