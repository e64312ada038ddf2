import { Select } from 'antd';
import { useState } from 'react';
import { likelyFirst } from './source-choices.ts';
import type { PlaceGroup } from './sources.ts';

interface SourcePickerProps {
  label: string;
  groups: readonly PlaceGroup[];
  /** What the place is called, and what can be written there as it is. */
  target: string;
  fits: (path: string) => boolean;
  chosen: readonly string[];
  isConstant: boolean;
  several?: boolean;
  /** Empty: the row goes. */
  onChoose: (paths: readonly string[]) => void;
  onConstant: () => void;
}

const CONSTANT = ' const';

/** Where a value comes from, found by a word: a field, the applicant, the body, or always the same. */
export function SourcePicker({
  label,
  groups,
  target,
  fits,
  chosen,
  isConstant,
  several = false,
  onChoose,
  onConstant,
}: SourcePickerProps) {
  const [open, setOpen] = useState(false);
  const known = new Set(groups.flatMap(({ places }) => places.map(({ path }) => path)));
  // A source that is not there any more stays visible, so that another can be chosen.
  const lost = chosen.filter((path) => !known.has(path)).map((path) => ({ value: path, label: `Нет: ${path}` }));
  const options = [
    ...lost,
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
      placeholder="не заполняется"
      value={several ? [...chosen] : isConstant ? CONSTANT : (chosen[0] ?? null)}
      options={options}
      onChange={(next) => {
        if (next === CONSTANT) return onConstant();
        onChoose(next === null || next === undefined ? [] : [next].flat());
      }}
    />
  );
}

/** A word finds a source by its own name: the name of its group finds nothing. */
function isCalled(word: string, option: object | undefined): boolean {
  if (option === undefined || 'options' in option || !('label' in option)) return false;
  return String(option.label).toLowerCase().includes(word.trim().toLowerCase());
}
