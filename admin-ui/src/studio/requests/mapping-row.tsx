import type { applyMapping, Json, MappingProblem } from '@reglament/core/rules';
import type { Converter, MappingRow } from '@reglament/format';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import type { TabProps } from '../tab-props.ts';
import { ConverterFields } from './converter-fields.tsx';
import { type ConverterName, converterChoices, nameOfConverter, newConverter } from './converter-words.ts';
import { LostSources } from './lost-sources.tsx';
import { constantOf, convertOf, fromOf, pathsOf, stepsOf, takesSeveral } from './mapping-commands.ts';
import type { Place } from './places.ts';
import { SourcePicker } from './source-picker.tsx';
import type { PlaceGroup } from './sources.ts';

type RowPart = { readonly [Key in keyof MappingRow]?: MappingRow[Key] | undefined };

interface MappingRowEditorProps {
  tab: TabProps;
  place: Place;
  row: MappingRow;
  index: number;
  /** JSON pointer of the row. */
  at: string;
  groups: readonly PlaceGroup[];
  fits: (path: string) => boolean;
  problem: MappingProblem | undefined;
  /** Sources that are not there any more. */
  lost: readonly string[];
  sample: ReturnType<typeof applyMapping> | undefined;
  onRow: (step: string, part: RowPart) => void;
  onRemove: () => void;
  /** What had the focus goes away: it comes back to the picker. */
  onKeep: () => void;
}

/** One source of a place: which, how it is converted, when it holds; what comes of it with the example. */
export function MappingRowEditor(props: MappingRowEditorProps) {
  const { tab, place, row, groups, fits, problem, lost, onRow, onRemove, onKeep } = props;
  const [asked, setAsked] = useState(false);
  const constant = constantOf(row);
  const steps = stepsOf(row);
  const paths = pathsOf(row);
  const choose = (next: readonly string[]) => {
    const convert = constant === undefined ? row.convert : convertOf(steps.slice(1));
    if (next.length === 0) onRemove();
    else onRow('Источник', { from: fromOf(next), convert });
  };
  return (
    <div className={problem ? 'rsm-source rs-broken' : 'rsm-source'} data-place={props.at}>
      <LostSources
        title={place.title}
        paths={lost}
        onRemove={(path) => {
          onKeep();
          const rest = paths.filter((one) => one !== path);
          // What is always the same needs no source.
          if (rest.length === 0 && constant !== undefined) onRow('Источник', { from: undefined });
          else choose(rest);
        }}
      />
      <div className="rs-row">
        <SourcePicker
          {...{ groups, fits }}
          label={`Откуда: ${place.title}`}
          target={place.title}
          chosen={paths}
          lost={lost}
          isConstant={constant !== undefined}
          several={takesSeveral(row)}
          onChoose={choose}
          onConstant={() =>
            onRow('Источник', { from: undefined, convert: { as: 'const', value: place.values?.[0]?.value ?? '' } })
          }
        />
        {constant === undefined ? (
          <Steps {...{ tab, place, row }} onSteps={(next) => onRow('Преобразование', { convert: convertOf(next) })} />
        ) : (
          <Constant
            {...{ place, constant }}
            onValue={(value) => onRow('Значение', { convert: { as: 'const', value } })}
          />
        )}
        {row.when === undefined && !asked ? (
          <Button size="small" type="link" aria-label={`Условие: ${place.title}`} onClick={() => setAsked(true)}>
            Условие
          </Button>
        ) : null}
      </div>
      {row.when !== undefined || asked ? (
        <ConditionEditor
          legend="Берётся, когда"
          otherwise="Берётся всегда"
          service={tab.service}
          rule={row.when}
          onChange={(when: Json | undefined) => onRow('Условие сопоставления', { when })}
        />
      ) : null}
      <Outcome {...props} />
    </div>
  );
}

/** What is wrong with the row, or what it gives of the example. */
function Outcome({
  problem,
  lost,
  sample,
  index,
}: Pick<MappingRowEditorProps, 'problem' | 'lost' | 'sample' | 'index'>) {
  if (problem !== undefined) {
    return (
      <p className="rg-error">
        {lost.length > 0 ? '' : `${problem.message}. `}
        {problem.todo}.
      </p>
    );
  }
  const fault = sample?.faults.find(({ row }) => row === index);
  if (fault !== undefined) return <p className="rg-muted">На примере: {fault.message}</p>;
  const value = sample?.values.find(({ row }) => row === index)?.value;
  if (value === undefined) return sample === undefined ? null : <p className="rg-muted">На примере пусто</p>;
  return (
    <p className="rg-muted">
      На примере:{' '}
      <span className="rsm-sample">{typeof value === 'object' ? JSON.stringify(value) : String(value)}</span>
    </p>
  );
}

interface StepsProps {
  tab: TabProps;
  place: Place;
  row: MappingRow;
  onSteps: (steps: readonly Converter[]) => void;
}

const NONE = '';

/** How the value is converted, step by step. */
function Steps({ tab, place, row, onSteps }: StepsProps) {
  const steps = stepsOf(row);
  const choose = (at: number, name: ConverterName | typeof NONE) =>
    onSteps(
      name === NONE ? steps.toSpliced(at, 1) : [...steps.slice(0, at), newConverter(name), ...steps.slice(at + 1)],
    );
  const open = steps.length < 4 ? [...steps, undefined] : steps;
  return open.map((step, at) =>
    // A second step is offered once there is a first.
    at > 0 && step === undefined && steps.length === 0 ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
      <span key={at} className="rs-row">
        <Select<ConverterName | typeof NONE>
          size="small"
          popupMatchSelectWidth={false}
          aria-label={`Преобразование ${at + 1}: ${place.title}`}
          value={step === undefined ? NONE : nameOfConverter(step)}
          options={[{ value: NONE, label: at === 0 ? 'как есть' : 'больше ничего' }, ...converterChoices]}
          onChange={(name) => choose(at, name)}
        />
        {step === undefined || typeof step === 'string' ? null : (
          <ConverterFields
            {...{ step }}
            title={place.title}
            dictionaries={tab.dictionaries}
            onChange={(next) => onSteps(steps.with(at, next))}
          />
        )}
      </span>
    ),
  );
}

interface ConstantProps {
  place: Place;
  constant: string | number | boolean;
  onValue: (value: string) => void;
}

function Constant({ place, constant, onValue }: ConstantProps) {
  const [text, setText] = useState(String(constant));
  const label = `Постоянное значение: ${place.title}`;
  if (place.values !== undefined) {
    return (
      <Select
        className="rsm-constant"
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={String(constant)}
        options={[...place.values]}
        onChange={onValue}
      />
    );
  }
  return (
    <Input
      className="rsm-constant"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text !== String(constant) && onValue(text)}
      onPressEnter={() => onValue(text)}
    />
  );
}
