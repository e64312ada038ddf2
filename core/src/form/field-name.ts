import type { FormDefinition } from '@reglament/format';
import { quoted } from '../rule/russian.ts';
import { stepsTo } from './schema-walk.ts';

/** How a message calls the place it is about: by the titles a person sees on the screen. */
export interface FieldName {
  /** «Площадь» */
  readonly title: string;
  /** « («Участки», строка 2)», or nothing for a field of the form itself. */
  readonly place: string;
  /** «Площадь» («Участки», строка 2) */
  readonly full: string;
}

export function nameOfField(pointer: string, form: FormDefinition): FieldName {
  const titles: string[] = [];
  for (const { segment, index, schema } of stepsTo(pointer, form.schema)) {
    if (index === undefined) titles.push(quoted(schema?.title ?? segment));
    else titles.push(`строка ${index + 1}`);
  }
  const own = titles.pop() ?? '«Форма»';
  // A row of a list has no title of its own: it is called by its list.
  const title = own.startsWith('строка') ? `${titles.pop() ?? ''} (${own})` : own;
  const place = titles.length === 0 ? '' : ` (${titles.join(', ')})`;
  return { title, place, full: title + place };
}
