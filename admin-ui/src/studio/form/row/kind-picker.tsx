import { Select } from 'antd';
import { type FieldKind, fieldKinds } from '../field-kinds.ts';

interface KindPickerProps {
  onPick: (kind: FieldKind) => void;
  onClose: () => void;
}

/** Stands between two rows, where the new field is going to: its kind by a word and Enter. */
export function KindPicker({ onPick, onClose }: KindPickerProps) {
  const groups = Map.groupBy(fieldKinds, ({ group }) => group);
  return (
    <li className="rs-pick">
      <Select
        autoFocus
        defaultOpen
        className="rs-wide"
        aria-label="Какое поле добавить"
        placeholder="Вид поля: начните набирать"
        value={null}
        showSearch={{ filterOption: (word, option) => isCalled(option, word) }}
        options={[...groups].map(([label, kinds]) => ({
          label,
          options: kinds.map(({ code, title }) => ({ value: code, label: title })),
        }))}
        onChange={(code: string | null) => {
          const kind = fieldKinds.find((one) => one.code === code);
          if (kind !== undefined) onPick(kind);
        }}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
    </li>
  );
}

/** Of a group, by the kinds within it. */
function isCalled(option: object | undefined, word: string): boolean {
  const kind = fieldKinds.find(({ code }) => option !== undefined && 'value' in option && option.value === code);
  if (kind === undefined) return false;
  return `${kind.title} ${kind.group} ${kind.words ?? ''}`.toLowerCase().includes(word.trim().toLowerCase());
}
