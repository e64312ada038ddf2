import type { WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import { useDraft } from '../draft.ts';
import { isDisabled, optionsOf, widgetAria } from './aria.ts';

export function TextareaWidget(props: WidgetProps) {
  const options = optionsOf(props);
  const draft = useDraft<string>({
    id: props.id,
    value: props.value,
    toText: (value) => value,
    parse: (text) => ({ ok: true, value: text.trim() === '' ? undefined : text }),
    onCommit: (value) => props.onChange(value),
    onBlur: () => props.onBlur(props.id, props.value),
  });
  const short = options.widget === 'address';
  return (
    <Input.TextArea
      {...widgetAria(props)}
      value={draft.text}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.blur}
      disabled={isDisabled(props)}
      placeholder={
        options.placeholder ?? (short ? 'Индекс, регион, населённый пункт, улица, дом, квартира' : undefined)
      }
      maxLength={props.schema.maxLength}
      rows={short ? 1 : 3}
      className={short ? 'rg-textarea rg-textarea-short' : 'rg-textarea'}
    />
  );
}
