import type { JsonSchema } from '@reglament/format';
import type { WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import type { ChangeEvent } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { useDraft } from '../draft.ts';
import { readingOf } from '../readings.ts';
import { isDisabled, optionsOf, widgetAria } from './aria.ts';

/** Every one-line input: a draft with the mask and reading of its kind. */
export function TextWidget(props: WidgetProps) {
  const options = optionsOf(props);
  const reading = readingOf(options.widget, props.schema as JsonSchema);
  const inputRef = useRef<HTMLInputElement | null>(null);
  const caret = useRef<number | null>(null);
  const draft = useDraft<unknown>({
    id: props.id,
    value: props.value,
    toText: reading.toText as (value: unknown) => string,
    parse: reading.parse,
    onCommit: (value) => props.onChange(value),
    onBlur: () => props.onBlur(props.id, props.value),
  });
  useLayoutEffect(() => {
    if (caret.current === null) return;
    inputRef.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target;
    if (reading.mask === undefined) return draft.change(value);
    const next = reading.mask(value, selectionStart ?? value.length);
    caret.current = next.caret;
    draft.change(next.text);
    // Nothing more can be typed: what is wrong with it is told now, not on leaving.
    if (next.text.length === reading.whole) draft.settle();
  };
  const words = typeof props.value === 'number' ? reading.words?.(props.value as never) : undefined;
  const input = (
    <Input
      {...widgetAria(props)}
      ref={(input) => {
        inputRef.current = input?.input ?? null;
      }}
      value={draft.text}
      onChange={change}
      onBlur={draft.blur}
      disabled={isDisabled(props)}
      placeholder={options.placeholder ?? reading.placeholder}
      inputMode={reading.inputMode}
      suffix={reading.suffix}
      maxLength={reading.mask === undefined ? props.schema.maxLength : undefined}
      autoComplete="off"
    />
  );
  if (words === undefined) return input;
  return (
    <>
      {input}
      <div className="rg-hint rg-words">{words}</div>
    </>
  );
}
