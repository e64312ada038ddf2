import { getUiOptions, type WidgetProps } from '@rjsf/utils';
import type { FieldOptions } from '../view-schema.ts';

export const labelId = (id: string): string => `${id}__label`;
export const helpId = (id: string): string => `${id}__help`;
export const descriptionId = (id: string): string => `${id}__description`;
export const errorsId = (id: string): string => `${id}__errors`;

export interface InputAria {
  id: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  'aria-describedby'?: string;
}

interface Described {
  id: string;
  required?: boolean;
  hasErrors: boolean;
  hasHelp: boolean;
  hasDescription: boolean;
}

/** What a screen reader has to know about an input: that it is wrong or needed, and which texts speak of it. */
function ariaOf({ id, required, hasErrors, hasHelp, hasDescription }: Described): InputAria {
  const texts = [hasErrors ? errorsId(id) : '', hasDescription ? descriptionId(id) : '', hasHelp ? helpId(id) : ''];
  const describedBy = texts.filter((text) => text !== '').join(' ');
  return {
    id,
    ...(hasErrors ? { 'aria-invalid': true as const } : {}),
    ...(required ? { 'aria-required': true as const } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  };
}

/** As the form was built: rjsf takes the name of the widget and the placeholder out of what it hands to a widget. */
export function optionsOf({ uiSchema }: Pick<WidgetProps, 'uiSchema'>): FieldOptions {
  return getUiOptions(uiSchema) as FieldOptions;
}

export function widgetAria(props: WidgetProps): InputAria {
  return ariaOf({
    id: props.id,
    required: props.required ?? false,
    hasErrors: (props.rawErrors?.length ?? 0) > 0,
    hasHelp: optionsOf(props).help !== undefined,
    hasDescription: props.schema.description !== undefined,
  });
}

/** A group or a button says neither «invalid» nor «required» of itself: the texts that describe it do. */
export function groupAria(props: WidgetProps): Pick<InputAria, 'id' | 'aria-describedby'> {
  const { id, 'aria-describedby': describedBy } = widgetAria(props);
  return { id, ...(describedBy ? { 'aria-describedby': describedBy } : {}) };
}

export function isDisabled({ disabled = false, readonly = false }: WidgetProps): boolean {
  return disabled || readonly;
}
