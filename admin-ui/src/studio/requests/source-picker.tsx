import { Select } from 'antd';
import { useState } from 'react';
import { withReplaced } from './mapping-commands.ts';
import { likelyFirst } from './source-choices.ts';
import type { PlaceGroup } from './sources.ts';

interface SourcePickerProps {
  label: string;
  groups: readonly PlaceGroup[];
  /** What the place is called, and what can be written there as it is. */
  target: string;
  fits: (path: string) => boolean;
  chosen: readonly string[];
  /** Of the chosen, those that are not there any more: what is chosen next takes their place. */
  lost?: readonly string[];
  isConstant: boolean;
  several?: boolean;
  /** Empty: the row goes. */
  onChoose: (paths: readonly string[]) => void;
  onConstant: () => void;
}

const CONSTANT = ' const';
const NOTHING = ' nothing';

/** Where a value comes from, found by a word: a field, the applicant, the body, or always the same. */
export function SourcePicker({
  label,
  groups,
  target,
  fits,
  chosen,
  lost = [],
  isConstant,
  several = false,
  onChoose,
  onConstant,
}: SourcePickerProps) {
  const [open, setOpen] = useState(false);
  const known = new Set(groups.flatMap(({ places }) => places.map(({ path }) => path)));
  // A whole group or list is no choice of its own, and stays where a definition names it.
  const whole = chosen.filter((path) => !known.has(path) && !lost.includes(path));
  const shown = chosen.filter((path) => !lost.includes(path));
  const options = [
    ...whole.map((path) => ({ value: path, label: path })),
    ...(several || (shown.length === 0 && !isConstant) ? [] : [{ value: NOTHING, label: 'Не заполняется' }]),
    ...(several ? [] : [{ value: CONSTANT, label: 'Постоянное значение' }]),
    ...(open ? likelyFirst({ groups, target, fits }) : groups).map(({ label: group, places }) => ({
      label: group,
      options: places.map(({ path, title }) => ({ value: path, label: title })),
    })),
  ];
  return (
    <Select<string | string[] | null>
      className="rsm-picker"
      {...(several ? { mode: 'multiple' as const } : {})}
      allowClear
      showSearch={{ filterOption: isCalled }}
      onOpenChange={setOpen}
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={lost.length > 0 ? 'выберите другой источник' : 'не заполняется'}
      value={several ? [...shown] : isConstant ? CONSTANT : (shown[0] ?? null)}
      options={options}
      onChange={(next) => {
        if (next === CONSTANT) return onConstant();
        const paths = next === null || next === undefined || next === NOTHING ? [] : [next].flat();
        onChoose(several ? withReplaced(chosen, lost, paths) : paths);
      }}
    />
  );
}

/** A word finds a source by its own name: the name of its group finds nothing. */
function isCalled(word: string, option: object | undefined): boolean {
  if (option === undefined || 'options' in option || !('label' in option)) return false;
  return String(option.label).toLowerCase().includes(word.trim().toLowerCase());
}
