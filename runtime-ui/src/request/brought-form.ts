/** The form of an answer that a person brings, with how it was got. Pure. */
import type { FormDefinition } from '@reglament/format';
import type { Answers } from '../form/index.ts';

const REASON = 'broughtReason';
const FILES = 'broughtFiles';

export function broughtForm(form: FormDefinition): FormDefinition {
  const { schema, sections, ui } = form;
  return {
    ...form,
    schema: {
      ...schema,
      properties: {
        ...schema.properties,
        [REASON]: { title: 'Как получен ответ и почему не через обмен', type: 'string', minLength: 5, maxLength: 1000 },
        [FILES]: {
          title: 'Файлы ответа',
          type: 'array',
          items: { type: 'string', minLength: 36, maxLength: 36 },
          maxItems: 20,
          uniqueItems: true,
        },
      },
      required: [...(schema.required ?? []), REASON],
    },
    sections: [...sections, { code: 'brought', title: 'Как получен ответ', fields: [REASON, FILES] }],
    ui: {
      ...ui,
      [REASON]: { widget: 'textarea', help: 'Например: письмо от 12.03.2026 № 45, поставщик не отвечает' },
      [FILES]: { widget: 'files', help: 'Скан ответа на бумаге' },
    },
  };
}

export interface Brought {
  readonly answer: Answers;
  readonly reason: string;
  readonly files: string[];
}

/** What was filled, apart: the answer itself, and how it was got. A required box that a person leaves empty says «no». */
export function broughtOf(form: FormDefinition, { [REASON]: reason, [FILES]: files, ...given }: Answers): Brought {
  const { properties, required = [] } = form.schema;
  const boxes = required.filter((field) => properties[field]?.type === 'boolean').map((field) => [field, false]);
  const answer = { ...Object.fromEntries(boxes), ...given };
  return { answer, reason: String(reason ?? ''), files: Array.isArray(files) ? files.map(String) : [] };
}
