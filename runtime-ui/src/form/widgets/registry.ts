import type { RegistryWidgetsType } from '@rjsf/utils';
import type { WidgetName } from '../view-schema.ts';
import { CheckboxesWidget, CheckboxWidget, EmployeeWidget, RadioWidget, SelectWidget } from './choice-widgets.tsx';
import { DateWidget } from './date-widget.tsx';
import { DictionaryWidget } from './dictionary-widget.tsx';
import { FilesWidget } from './files-widget.tsx';
import { GroundWidget } from './ground-widget.tsx';
import { TextWidget } from './text-widget.tsx';
import { TextareaWidget } from './textarea-widget.tsx';

/** Every widget that a definition can name, and those that follow from type and format. */
export const widgets: RegistryWidgetsType = {
  text: TextWidget,
  email: TextWidget,
  phone: TextWidget,
  snils: TextWidget,
  inn: TextWidget,
  ogrn: TextWidget,
  ogrnip: TextWidget,
  kpp: TextWidget,
  oktmo: TextWidget,
  cadastralNumber: TextWidget,
  passport: TextWidget,
  passportSeries: TextWidget,
  passportNumber: TextWidget,
  departmentCode: TextWidget,
  number: TextWidget,
  area: TextWidget,
  money: TextWidget,
  textarea: TextareaWidget,
  address: TextareaWidget,
  date: DateWidget,
  select: SelectWidget,
  radio: RadioWidget,
  checkbox: CheckboxWidget,
  checkboxes: CheckboxesWidget,
  dictionary: DictionaryWidget,
  employee: EmployeeWidget,
  ground: GroundWidget,
  files: FilesWidget,
} satisfies Record<WidgetName, unknown>;
