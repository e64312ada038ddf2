/** What a person says in an application, as one value that is edited, kept and sent. Pure. */
import { isAnswered, type Json, type JsonObject } from '@reglament/core/rules';
import type { FormDefinition } from '@reglament/format';
import type { ApplicationCard, ApplicationContent, ServiceView } from '../api.ts';
import type { Problem } from '../client.ts';
import type { FieldProblem } from '../form/index.ts';

export const emptyContent: ApplicationContent = {
  applicant: null,
  representative: null,
  submittedBy: null,
  notification: null,
  answers: {},
};

export const contentParts = [
  'applicant',
  'representative',
  'submittedBy',
  'notification',
  'answers',
] as const satisfies (keyof ApplicationContent)[];

export function contentOf(card: ApplicationCard): ApplicationContent {
  const { applicant, representative, submittedBy, notification, answers } = card;
  return { applicant, representative, submittedBy, notification, answers };
}

/** Equal for the server: an absent value and an emptied one are the same, the order of keys is nothing. */
export function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    const entries = Object.entries(item).filter(([, inner]) => isAnswered(inner as Json | undefined));
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** Only the parts that differ, to be sent. */
export function changedParts(before: ApplicationContent, after: ApplicationContent): Partial<ApplicationContent> {
  const changed = contentParts.filter((part) => canonical(before[part]) !== canonical(after[part]));
  return Object.fromEntries(changed.map((part) => [part, after[part]]));
}

export function isChanged(before: ApplicationContent, after: ApplicationContent): boolean {
  return Object.keys(changedParts(before, after)).length > 0;
}

/** Emptied inputs leave `undefined` behind, which JSON drops; a person with nothing but a kind is nobody. */
export function sendable(content: Partial<ApplicationContent>): Partial<ApplicationContent> {
  const isNobody = (person: unknown) =>
    typeof person === 'object' &&
    person !== null &&
    Object.entries(person).every(([key, value]) => key === 'kind' || !isAnswered(value as Json));
  const people = ['applicant', 'representative', 'submittedBy'] as const;
  const nobody = people.filter((part) => part in content && isNobody(content[part]));
  return { ...content, ...Object.fromEntries(nobody.map((part) => [part, null])) };
}

/** The server's problems by part of the screen: `/applicant/surname` → applicant: `/surname`. */
export function problemsOfPart(problems: readonly Problem[], part: keyof ApplicationContent): FieldProblem[] {
  const prefix = `/${part}`;
  return problems.flatMap(({ pointer = '', message }) => {
    if (pointer !== prefix && !pointer.startsWith(`${prefix}/`)) return [];
    const inner = pointer.slice(prefix.length);
    return [{ field: inner.split('/')[1] ?? '', pointer: inner, message }];
  });
}

/** Facts that rules of a form may read under `case`, as far as a screen knows them. */
export function caseFacts(service: ServiceView, content: ApplicationContent, source: string): JsonObject {
  return {
    source,
    service: { code: service.code, approval: service.approval },
    applicant: { kind: content.applicant?.kind ?? service.applicants[0] ?? null },
    hasRepresentative: content.representative !== null,
  };
}

export const notificationForm: FormDefinition = {
  schema: {
    type: 'object',
    properties: {
      way: {
        type: 'string',
        title: 'Способ уведомления',
        oneOf: [
          { const: 'portal', title: 'Личный кабинет на портале' },
          { const: 'email', title: 'Электронная почта' },
          { const: 'sms', title: 'СМС' },
          { const: 'phone', title: 'Телефон' },
          { const: 'letter', title: 'Письмо на бумаге' },
          { const: 'inPerson', title: 'Лично' },
        ],
      },
      address: { type: 'string', title: 'Куда направить', maxLength: 500 },
    },
    required: ['way'],
  },
  sections: [{ code: 'notification', title: 'Уведомление заявителя', fields: ['way', 'address'] }],
  ui: {
    way: { widget: 'select' },
    address: {
      widget: 'text',
      help: 'Если не указать, уведомление направится по контактам заявителя',
      visible: { in: [{ var: 'way' }, ['email', 'sms', 'phone', 'letter']] },
    },
  },
};
