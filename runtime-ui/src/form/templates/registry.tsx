import type { MultiSchemaFieldTemplateProps, TemplatesType, UnsupportedFieldProps } from '@rjsf/utils';
import { TextWidget } from '../widgets/text-widget.tsx';
import { ArrayItemTemplate } from './array-item-template.tsx';
import { ArrayTemplate } from './array-template.tsx';
import { FieldTemplate } from './field-template.tsx';
import { ObjectTemplate } from './object-template.tsx';

/** A definition that got past the linter has no such field; if it does, the person is told and nothing else breaks. */
function UnsupportedTemplate({ reason }: UnsupportedFieldProps) {
  return <p className="rg-error">Поле задано с ошибкой: {reason}. Сообщите администратору услуги.</p>;
}

function AlternativesTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  return (
    <div className="rg-group">
      {selector}
      {optionSchemaField}
    </div>
  );
}

const Nothing = () => null;

/** Our own drawing of everything rjsf asks for; labels, help and errors are drawn by the field template alone. */
export const templates: Partial<Omit<TemplatesType, 'ButtonTemplates'>> = {
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  ArrayFieldItemTemplate: ArrayItemTemplate,
  BaseInputTemplate: TextWidget,
  MultiSchemaFieldTemplate: AlternativesTemplate,
  UnsupportedFieldTemplate: UnsupportedTemplate,
  DescriptionFieldTemplate: Nothing,
  TitleFieldTemplate: Nothing,
  FieldErrorTemplate: Nothing,
  FieldHelpTemplate: Nothing,
  ErrorListTemplate: Nothing,
};
