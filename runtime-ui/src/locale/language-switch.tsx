import { Radio } from 'antd';
import { type Locale, locale } from './locale.ts';

interface LanguageSwitchProps {
  /** Heard from a reader's software: what is chosen here. */
  label: string;
  onChoose: (wanted: Locale) => void;
}

/** Each language is called by its own name, so that whoever reads only one finds it. */
const names: readonly { value: Locale; label: string }[] = [
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
];

export function LanguageSwitch({ label, onChoose }: LanguageSwitchProps) {
  return (
    <Radio.Group
      aria-label={label}
      value={locale}
      onChange={(event) => onChoose(event.target.value as Locale)}
      options={names.map(({ value, label: name }) => ({ value, label: <span lang={value}>{name}</span> }))}
    />
  );
}
