/** Facts of a case that a rule may read under `case.`: what they are, and how a sentence says them. */

export interface CaseFact {
  readonly type: 'text' | 'boolean' | 'listOfTexts';
  readonly title: string;
  /** Values there can be, with their Russian words; absent: any. */
  readonly values?: Readonly<Record<string, string>>;
  /** The whole statement, for a fact that is true or false. */
  readonly yes?: string;
  readonly no?: string;
}

export const CASE_FACTS: Readonly<Record<string, CaseFact>> = {
  'case.source': {
    type: 'text',
    title: 'Источник заявки',
    values: { employee: 'создана сотрудником', epgu: 'ЕПГУ', rpgu: 'РПГУ', mfc: 'МФЦ' },
  },
  'case.state': { type: 'text', title: 'Код состояния' },
  'case.service.code': { type: 'text', title: 'Код услуги' },
  'case.service.approval': {
    type: 'boolean',
    title: 'Решение нуждается в утверждении',
    yes: 'решение по этой услуге нуждается в утверждении',
    no: 'решение по этой услуге не нуждается в утверждении',
  },
  'case.applicant.kind': {
    type: 'text',
    title: 'Вид заявителя',
    values: {
      person: 'физическое лицо',
      soleTrader: 'индивидуальный предприниматель',
      organisation: 'юридическое лицо',
    },
  },
  'case.hasRepresentative': {
    type: 'boolean',
    title: 'За заявителя действует представитель',
    yes: 'за заявителя действует представитель',
    no: 'заявитель действует сам',
  },
  'case.actor.functions': { type: 'listOfTexts', title: 'Ваши функции' },
  'case.actor.isCreator': {
    type: 'boolean',
    title: 'Заявку создали вы',
    yes: 'заявку создали вы',
    no: 'заявку создал другой сотрудник',
  },
  'case.actor.isExecutor': {
    type: 'boolean',
    title: 'Вы исполнитель',
    yes: 'исполнитель заявки — вы',
    no: 'исполнитель заявки — не вы',
  },
  'case.decision.kind': {
    type: 'text',
    title: 'Решение',
    values: {
      grant: 'предоставить услугу',
      refuse: 'отказать в предоставлении услуги',
      reject: 'отказать в приёме документов',
      dismiss: 'вернуть без рассмотрения',
    },
  },
  /** Only in templates of papers: in a guard there is no text yet. */
  'case.decision.text': { type: 'text', title: 'Обоснование решения' },
  'case.decision.exception': { type: 'text', title: 'Случай, в котором повторный отказ называет новые основания' },
  'case.clock.paused': {
    type: 'boolean',
    title: 'Срок приостановлен',
    yes: 'срок приостановлен',
    no: 'срок не приостановлен',
  },
  'case.requests.answered': {
    type: 'boolean',
    title: 'На все запросы получены ответы',
    yes: 'на все запросы получены ответы',
    no: 'есть запросы без ответа',
  },
  'case.issued': {
    type: 'boolean',
    title: 'Результат выдан на руки',
    yes: 'результат выдан на руки',
    no: 'результат на руки не выдан',
  },
  'case.duty.settled': {
    type: 'boolean',
    title: 'Госпошлина уплачена или не взимается',
    yes: 'госпошлина уплачена или не взимается',
    no: 'госпошлина не уплачена',
  },
  'case.signing.functions': { type: 'listOfTexts', title: 'Кто подписывает документ решения' },
  'case.executorAssigned': {
    type: 'boolean',
    title: 'Исполнитель назначен',
    yes: 'исполнитель назначен',
    no: 'исполнитель не назначен',
  },
};

export function findCaseFact(path: string): CaseFact | undefined {
  return Object.hasOwn(CASE_FACTS, path) ? CASE_FACTS[path] : undefined;
}
