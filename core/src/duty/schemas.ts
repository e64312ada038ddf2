import { said, saidOrNull } from '../locale/said.ts';

const text = { type: 'string' } as const;
const nullableText = { type: ['string', 'null'] } as const;
const kopecks = { type: 'integer', minimum: 0, maximum: 100_000_000_000 } as const;
const status = {
  type: 'string',
  enum: ['notRequired', 'unknown', 'unpaid', 'partlyPaid', 'paid', 'exempt'],
  description: 'Не взимается, размер не определён, не уплачена, уплачена частично, уплачена, освобождён',
} as const;
const version = { type: 'integer', minimum: 1, description: 'Версия заявки, которую видел сотрудник' } as const;
const proof = {
  type: ['string', 'null'],
  format: 'uuid',
  description: 'Файл заявки, который это подтверждает',
} as const;
const amount = { type: ['integer', 'null'], description: 'Размер в копейках; null – не определён' } as const;

const closedObject = <const Properties extends Record<string, unknown>>(
  properties: Properties,
  optional: readonly string[] = [],
) => ({
  type: 'object' as const,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false as const,
  properties,
});

const exemption = closedObject({ code: text, title: text, clause: text });

export const dutySchemas = {
  DutySummary: {
    ...closedObject({
      ...{ status, amount, left: kopecks },
      invoice: { type: 'boolean', description: 'Есть что платить и куда: сведения для уплаты печатаются' },
    }),
    description: 'Госпошлина заявки коротко',
  },
  DutyEntryView: {
    ...closedObject({
      id: text,
      kind: { type: 'string', enum: ['payment', 'exemption'], description: 'Платёж или освобождение' },
      amount: { type: ['integer', 'null'], description: 'Сколько уплачено, в копейках' },
      paidOn: nullableText,
      identifier: { ...nullableText, description: 'УИН или УИП' },
      payer: nullableText,
      ground: { ...nullableText, description: 'Код освобождения в определении услуги' },
      document: text,
      file: { oneOf: [{ type: 'null' }, closedObject({ id: text, name: text })] },
      enteredBy: text,
      enteredAt: text,
      withdrawn: { oneOf: [{ type: 'null' }, closedObject({ by: text, at: text, reason: text })] },
    }),
    description: 'Запись о госпошлине; неверную отзывают с причиной, она остаётся видна',
  },
  DutyPayee: closedObject(
    {
      ...{ name: text, inn: text, kpp: text, account: text, bank: text, bik: text },
      ...{ correspondentAccount: text, kbk: text, oktmo: text },
    },
    ['name', 'inn', 'kpp', 'account', 'bank', 'bik', 'correspondentAccount', 'kbk', 'oktmo'],
  ),
  DutyView: {
    ...closedObject({
      version: { type: 'integer' },
      status,
      statusTitle: said,
      amount,
      title: { ...nullableText, description: 'За что берётся' },
      why: { ...nullableText, description: 'Почему столько: условие словами' },
      fixed: { type: 'boolean', description: 'Размер закреплён регистрацией: ответы его больше не меняют' },
      paid: kopecks,
      left: kopecks,
      over: { ...kopecks, description: 'Переплата' },
      missing: { type: 'array', items: text, description: 'Поля, без которых размер не определить' },
      before: { type: ['string', 'null'], enum: ['register', 'grant', null], description: 'До чего её уплачивают' },
      basis: text,
      offered: { type: 'array', items: exemption, description: 'Освобождения, которые можно отметить' },
      exemption: { oneOf: [{ type: 'null' }, exemption], description: 'Освобождение, которое отмечено' },
      payee: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/DutyPayee' }] },
      entries: { type: 'array', items: { $ref: '#/components/schemas/DutyEntryView' } },
      closed: { ...saidOrNull, description: 'Почему сотруднику нельзя вносить записи; null – можно' },
    }),
    description: 'Госпошлина заявки: сколько и почему, что уплачено',
  },
  DutyPaymentEntry: closedObject(
    {
      version,
      amount: { ...kopecks, description: 'Сколько уплачено, в копейках' },
      paidOn: { type: 'string', maxLength: 10, description: 'День уплаты, ГГГГ-ММ-ДД' },
      document: { type: 'string', maxLength: 300, description: 'Платёжный документ и его номер' },
      payer: { type: 'string', maxLength: 300, description: 'Плательщик' },
      identifier: { type: ['string', 'null'], maxLength: 60, description: 'УИН начисления или УИП платежа' },
      file: proof,
    },
    ['identifier', 'file'],
  ),
  DutyExemptionEntry: closedObject(
    {
      version,
      ground: { type: 'string', maxLength: 40, description: 'Код освобождения в определении услуги' },
      document: { type: 'string', maxLength: 300, description: 'Документ, который его подтверждает' },
      file: proof,
    },
    ['file'],
  ),
  DutyWithdrawal: closedObject({
    version,
    reason: { type: 'string', maxLength: 500, description: 'Почему запись неверна' },
  }),
} as const;
