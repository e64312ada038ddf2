import type { Erased } from './erase/rows.ts';

/** What a case held of a person before it was destroyed: the categories that an act has to name, each with how many records. */
export interface Category {
  readonly code: keyof typeof words;
  readonly count: number;
}

const words = {
  applicant: 'сведения о заявителе',
  representative: 'сведения о представителе',
  submittedBy: 'сведения о том, кто подал заявление',
  answers: 'ответы формы заявления',
  files: 'документы и файлы',
  papers: 'перечень принятых документов',
  requests: 'межведомственные запросы и ответы',
  letters: 'уведомления и переписка',
  decision: 'текст решения и сообщение о нём',
  issue: 'сведения о выдаче результата',
  duty: 'сведения об уплате госпошлины',
  exchange: 'сообщения обмена с другими системами',
  journal: 'содержание записей журнала',
  registry: 'запись реестра заявителей',
  question: 'содержание входящего запроса',
  answer: 'содержание ответа на запрос',
} as const;

/** What stands in the row of the case itself. */
export interface Held {
  readonly applicant: boolean;
  readonly representative: boolean;
  readonly submittedBy: boolean;
  readonly answers: number;
}

export function categoriesOf(held: Held, erased: Erased): Category[] {
  const sum = (...tables: readonly string[]) => tables.reduce((total, table) => total + (erased[table] ?? 0), 0);
  return present({
    applicant: Number(held.applicant),
    representative: Number(held.representative),
    submittedBy: Number(held.submittedBy),
    answers: held.answers,
    files: sum('file'),
    papers: sum('received_document'),
    requests: sum('request'),
    letters: sum('notice', 'publication', 'applicant_question'),
    decision: sum('decision'),
    issue: sum('result_issue'),
    duty: sum('duty_entry'),
    exchange: sum('exchange_message', 'bus_message', 'delivery'),
    journal: sum('application_event_payload'),
    registry: sum('applicant'),
  });
}

/** Of a request that another body has sent. */
export function categoriesOfRequest(erased: Erased): Category[] {
  const { incoming_file: files = 0, exchange_message: exchanged = 0, bus_message: onBus = 0 } = erased;
  return present({ question: 1, answer: 1, files, exchange: exchanged + onBus });
}

function present(counts: Partial<Record<Category['code'], number>>): Category[] {
  return Object.entries(counts).flatMap(([code, count]) =>
    count > 0 ? [{ code: code as Category['code'], count }] : [],
  );
}

/** «документы и файлы: 3»; one of its kind is named alone. */
export function categoryText({ code, count }: Category): string {
  return count === 1 ? words[code] : `${words[code]}: ${count}`;
}
