/** What a clerk says of a payment, of an exemption, of a wrong entry: short forms, drawn by the same renderer as all the others. */
import type { FormDefinition } from '@reglament/format';
import type { ApplicationCard, DutyView } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import type { Answers } from '../form/index.ts';
import { moneyText } from '../ui/format.ts';

export interface EntrySpec {
  readonly title: string;
  readonly submit: string;
  /** What is said aloud when it is done. */
  readonly done: string;
  readonly lead: string;
  /** Below `/api/applications/:id/duty/`. */
  readonly path: string;
  readonly form: FormDefinition;
  readonly beginning: Answers;
}

const file = {
  title: 'Файл, который это подтверждает',
  type: 'array',
  maxItems: 1,
  items: { type: 'string' },
} as const;

function formOf(form: Pick<FormDefinition, 'schema' | 'ui'>): FormDefinition {
  return { ...form, sections: [{ code: 'entry', title: 'Запись', fields: Object.keys(form.schema.properties) }] };
}

export function paymentSpec(card: ApplicationCard, { left, amount }: DutyView): EntrySpec {
  const payer = applicantName(card.representative ?? card.applicant);
  return {
    ...{ title: 'Внести платёж госпошлины', submit: 'Внести платёж', done: 'Платёж внесён', path: 'payments' },
    lead:
      amount === null
        ? 'Размер пошлины ещё не определён: внесите, что показал заявитель.'
        : `Осталось уплатить ${moneyText(left)}. Платёж может быть частью: частичные складываются.`,
    beginning: { ...(left > 0 ? { amount: left } : {}), ...(payer === '' ? {} : { payer }) },
    form: formOf({
      schema: {
        type: 'object',
        properties: {
          amount: { title: 'Сколько уплачено', type: 'integer', minimum: 1, maximum: 100_000_000_000 },
          paidOn: { title: 'День уплаты', type: 'string', format: 'date' },
          document: { title: 'Платёжный документ и его номер', type: 'string', minLength: 1, maxLength: 300 },
          payer: { title: 'Плательщик', type: 'string', minLength: 1, maxLength: 300 },
          identifier: { title: 'УИН или УИП', type: 'string', maxLength: 60 },
          file,
        },
        required: ['amount', 'paidOn', 'document', 'payer'],
      },
      ui: {
        amount: { widget: 'money', width: 'half' },
        paidOn: { width: 'half' },
        document: { width: 'full', help: 'Например «Чек по операции № 12» или «Платёжное поручение № 7»' },
        payer: { width: 'full' },
        identifier: { width: 'full', help: 'Если есть в документе: УИН – 20 или 25 знаков, УИП – 32' },
        file: { widget: 'files' },
      },
    }),
  };
}

export function exemptionSpec({ offered }: DutyView): EntrySpec {
  const [only, second] = offered;
  return {
    ...{ title: 'Отметить освобождение', submit: 'Отметить освобождение', done: 'Освобождение отмечено' },
    path: 'exemptions',
    lead: 'Заявитель не платит госпошлину, если право на это подтверждает документ.',
    beginning: only !== undefined && second === undefined ? { ground: only.code } : {},
    form: formOf({
      schema: {
        type: 'object',
        properties: {
          ground: {
            title: 'Кто освобождён',
            type: 'string',
            oneOf: offered.map(({ code, title, clause }) => ({ const: code, title: `${title} (${clause})` })),
          },
          document: { title: 'Документ, который это подтверждает', type: 'string', minLength: 1, maxLength: 300 },
          file,
        },
        required: ['ground', 'document'],
      },
      ui: { ground: { widget: 'radio' }, document: { width: 'full' }, file: { widget: 'files' } },
    }),
  };
}

export function withdrawalSpec(entry: DutyView['entries'][number]): EntrySpec {
  return {
    ...{ title: 'Отозвать запись', submit: 'Отозвать запись', done: 'Запись отозвана' },
    path: `entries/${entry.id}/withdrawal`,
    lead: `${entryWords(entry)}. Запись останется видна с причиной и больше не будет считаться.`,
    beginning: {},
    form: formOf({
      schema: {
        type: 'object',
        properties: { reason: { title: 'Почему запись неверна', type: 'string', minLength: 1, maxLength: 500 } },
        required: ['reason'],
      },
      ui: { reason: { widget: 'textarea' } },
    }),
  };
}

export function entryWords({ amount, document }: DutyView['entries'][number]): string {
  return amount === null ? `Освобождение, ${document}` : `${moneyText(amount)}, ${document}`;
}

/** What the server takes: the file as one id, what is empty not at all. */
export function bodyOf(input: Answers, version: number): Record<string, unknown> {
  const { file: files, ...rest } = input;
  const [proof] = Array.isArray(files) ? files : [];
  return { ...rest, version, ...(proof === undefined ? {} : { file: proof }) };
}
