import { Radio } from 'antd';
import { type Ref, useId, useMemo, useRef } from 'react';
import type { ApplicantData, ApplicantKind } from '../api.ts';
import { elementId, type FieldProblem, FormEditor, type FormFacts, type FormHandle } from '../form/index.ts';
import { type ApplicantDemand, applicantForm, hasNumber, kindTitles, withKind, withoutKind } from './applicant-form.ts';
import type { KnownNumber } from './identifier.ts';
import { Lookup } from './lookup.tsx';

interface ApplicantBlockProps {
  /** Prefix of the ids of its inputs; unique on the screen. */
  name: string;
  data: ApplicantData | null;
  onChange: (data: ApplicantData) => void;
  kinds: readonly ApplicantKind[];
  demand?: ApplicantDemand;
  facts: FormFacts;
  problems: readonly FieldProblem[];
  /** The look-up takes the focus when the block appears. */
  autoFocus?: boolean;
  /** Filled from the registry without a mouse. */
  onFilled?: () => void;
  ref?: Ref<FormHandle>;
}

/** One applicant, or whoever acts for them: kind, look-up in the registry, fields. */
export function ApplicantBlock(props: ApplicantBlockProps) {
  const { name, data, onChange, kinds, demand = 'whole', facts, problems, autoFocus = false, onFilled, ref } = props;
  const kind = data?.kind ?? kinds[0] ?? 'person';
  const answers = useMemo(() => withoutKind(data), [data]);
  const labelId = useId();
  // Other fields may have been typed into while the registry was asked.
  const latest = useRef<{ data: ApplicantData | null; carried?: string }>({ data });
  latest.current.data = data;
  /** The number that was looked for goes into its field, unless another one was typed there, and the hands go on to the name. */
  const carry = (number: KnownNumber) => {
    const { data: typed, carried } = latest.current;
    const present = typed?.[number.kind];
    if (hasNumber(kind, number) && (present === undefined || present === '' || present === carried)) {
      latest.current.carried = number.digits;
      onChange({ ...typed, kind, [number.kind]: number.digits });
    }
    const first = kind === 'organisation' ? 'title' : 'surname';
    if (!typed?.[first]) document.getElementById(elementId(name, `/${first}`))?.focus();
  };
  return (
    <>
      {kinds.length > 1 ? (
        <div className="rg-switch">
          <span id={labelId} className="rg-visually-hidden">
            Вид заявителя
          </span>
          <Radio.Group
            role="radiogroup"
            aria-labelledby={labelId}
            value={kind}
            onChange={(event) => onChange(withKind(data, event.target.value as ApplicantKind))}
            options={kinds.map((value) => ({ value, label: kindTitles[value] }))}
          />
        </div>
      ) : null}
      <Lookup
        organisations={kind === 'organisation'}
        autoFocus={autoFocus}
        onFound={(match) => onChange(match.data)}
        onKeyed={onFilled}
        onMissed={carry}
      />
      <FormEditor
        ref={ref}
        key={kind}
        name={name}
        bare
        form={applicantForm(kind, demand)}
        answers={answers}
        onChange={(typed) => onChange({ ...typed, kind })}
        facts={facts}
        problems={problems}
      />
    </>
  );
}
