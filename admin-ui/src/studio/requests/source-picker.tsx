import { Select } from 'antd';
import type { PlaceGroup } from './sources.ts';

interface SourcePickerProps {
  label: string;
  groups: readonly PlaceGroup[];
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
  chosen,
  isConstant,
  several = false,
  onChoose,
  onConstant,
}: SourcePickerProps) {
  const known = new Set(groups.flatMap(({ places }) => places.map(({ path }) => path)));
  // A source that is not there any more stays visible, so that another can be chosen.
  const lost = chosen.filter((path) => !known.has(path)).map((path) => ({ value: path, label: `Нет: ${path}` }));
  const options = [
    ...lost,
    ...(several ? [] : [{ value: CONSTANT, label: 'Постоянное значение' }]),
    ...groups.map(({ label: group, places }) => ({
      label: group,
      options: places.map(({ path, title }) => ({ value: path, label: title })),
    })),
  ];
  return (
    <Select<string | string[] | null>
      className="rsm-picker"
      {...(several ? { mode: 'multiple' as const } : {})}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
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
