import type { ApplicationHistory, HistoryChange, HistoryEntry, HistoryQuery } from '../api.gen.ts';
import type { DutyDue } from '../duty/duty-state.ts';
import { changeWords, type DutyChange, dueWords } from '../duty/duty-words.ts';
import { type Issue, issueWords } from '../issue/check-issue.ts';
import { actorsOf, type JournalEntry, journalOf } from '../journal/queries.ts';
import { titleOf } from '../rule/title.ts';
import { type Case, getCase, type Look } from './card.ts';
import { fieldTitle } from './content.ts';
import { typesOf } from './history-kind.ts';
import { findState } from './workflow.ts';

const usualLimit = 100;

/** What was done with the application, the oldest first, with the values before and after each edit. */
export async function getHistory(look: Look, id: string, query: HistoryQuery): Promise<ApplicationHistory> {
  const limit = query.limit ?? usualLimit;
  return look.deps.database.inBodies(look.session.bodies, async (trx) => {
    const found = await getCase(look, trx, id);
    const types = query.kind === undefined ? undefined : typesOf(query.kind);
    const { person } = query;
    const page = { after: query.after ?? 0, limit: limit + 1, types, actorId: person === 'system' ? null : person };
    const entries = await journalOf(trx, id, page);
    const people = await actorsOf(trx, id);
    const shown = entries.slice(0, limit);
    const next = entries.length > limit ? (shown.at(-1)?.seq ?? null) : null;
    return { items: shown.map((entry) => entryOf(found, entry)), next, people };
  });
}

/** The parts of events' payloads that the history shows; payloads are ours, but old ones may lack what is new. */
interface Payload {
  readonly comment?: string | null;
  /** Why what the applicant asks for could not be done by itself. */
  readonly problems?: readonly string[];
  readonly steps?: readonly {
    readonly from: string;
    readonly to: string;
    readonly action: string;
    readonly automatic: boolean;
  }[];
  readonly changes?: readonly {
    readonly field: string;
    /** Of a question that the present form no longer has. */
    readonly title?: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
  /** Titles of the states of a case that was moved to another version of its workflow. */
  readonly placed?: { readonly from: string; readonly to: string };
  readonly name?: string;
  readonly onBehalfOf?: { readonly name: string };
  readonly attached?: readonly { readonly id: string; readonly name: string }[];
  readonly issue?: Issue;
  readonly inRegistry?: { readonly kept: readonly string[]; readonly taken: readonly string[] };
  /** An emulator was asked, or has answered. */
  readonly emulated?: boolean;
  /** What is due, from registering on. */
  readonly duty?: DutyDue;
  /** What a payment, an exemption or a withdrawal has made of it. */
  readonly dutyChange?: DutyChange;
  readonly term?: { readonly trace: readonly string[] } | null;
}

function entryOf(found: Case, entry: JournalEntry): HistoryEntry {
  const payload = (entry.payload ?? {}) as Payload;
  const [first] = payload.steps ?? [];
  const last = payload.steps?.at(-1);
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    type: entry.type,
    ...titleOfEvent(found, entry, payload),
    actor: entry.actor,
    onBehalfOf: payload.onBehalfOf?.name ?? null,
    ...wordsOf(entry.type, payload),
    from:
      entry.type === 'created' || first === undefined ? (payload.placed?.from ?? null) : stateTitle(found, first.from),
    to: last === undefined ? (payload.placed?.to ?? null) : stateTitle(found, last.to),
    changes: changesOf(found, payload),
    files: [...(payload.attached ?? [])],
    term: [...(payload.term?.trace ?? [])],
    destroyed: entry.destroyedAt !== null,
  };
}

const titles: Readonly<Record<string, string>> = {
  created: 'Заявка создана',
  edited: 'Изменены сведения заявки',
  draftDiscarded: 'Черновик удалён',
  draftRestored: 'Черновик восстановлен',
  reconciled: 'Черновик переведён на новую версию услуги',
  migrated: 'Заявка переведена на новую версию услуги',
  fileAdded: 'Приложен файл',
  fileRemoved: 'Удалён файл',
  signatureAdded: 'Приложена подпись к файлу',
  signatureRemoved: 'Удалена подпись файла',
  procedureStarted: 'Начата процедура',
  procedureEnded: 'Процедура завершена',
  procedureStopped: 'Процедура закончена без решения',
  noticeDone: 'Заявитель уведомлён',
  noticeSent: 'Уведомление заявителю отправлено',
  noticeFailed: 'Уведомление заявителю не ушло',
  noticeResent: 'Уведомление заявителю отправляется ещё раз',
  deadlineNear: 'Срок подходит к концу',
  deadlinePassed: 'Срок истёк',
  termRecounted: 'Срок пересчитан',
  requestCreated: 'Создан запрос',
  requestsStarted: 'Запросы, которые отправляются сами',
  requestEdited: 'Изменён запрос',
  requestFileAdded: 'К запросу приложен файл',
  requestFileRemoved: 'Из запроса убран файл',
  requestPrepared: 'Запрос подготовлен к отправке',
  requestSigned: 'Запрос подписан',
  requestSent: 'Отправлен запрос',
  requestRetried: 'Запрос отправлен ещё раз',
  requestCancelled: 'Запрос отменён',
  requestTaken: 'Запрос принят поставщиком',
  requestFailed: 'Запрос не ушёл',
  requestInterim: 'Промежуточный ответ на запрос',
  requestAnswered: 'Получен ответ на запрос',
  requestAnsweredByHand: 'Ответ на запрос приложен вручную',
  requestRefused: 'Поставщик отказал в сведениях',
  valuesAccepted: 'Приняты значения из ответа на запрос',
  acceptanceWithdrawn: 'Отменено принятие значений из ответа на запрос',
  requestAnswerKept: 'Ответ на запрос отложен для разбора',
  corrected: 'Заявитель исправил заявку на портале',
  changesSeen: 'Исправления просмотрены',
  portalUnfit: 'С портала пришло то, что нужно проверить',
  portalLate: 'Исправления с портала пришли не вовремя',
  portalCancel: 'Заявитель отказывается от заявки',
  portalText: 'Сообщение заявителя с портала',
  portalReleased: 'Принято сообщение портала от другой системы',
  portalAnswered: 'Ответ заявителю через портал',
  portalWritten: 'Сообщение заявителю через портал',
  publicationFailed: 'Портал не принял сообщение',
  receivedDocumentsChanged: 'Изменён перечень принятых документов',
  originalsReturned: 'Возвращены подлинники',
  destroyed: 'Персональные данные уничтожены',
  dutyPaid: 'Внесён платёж госпошлины',
  dutyExempted: 'Отмечено освобождение от госпошлины',
  dutyEntryWithdrawn: 'Отозвана запись о госпошлине',
};

function titleOfEvent(
  { pinned }: Case,
  { type }: JournalEntry,
  { name }: Payload,
): Pick<HistoryEntry, 'title' | 'done'> {
  const action = pinned.workflow.actions.find((one) => type === `action:${one.code}`);
  if (action) return { title: titleOf(action.done ?? action.title, 'ru'), done: action.done !== undefined };
  const title = titles[type] ?? type;
  return { title: name === undefined ? title : `${title}: ${name}`, done: true };
}

/** Types whose comment the system has written: anywhere else a person has. */
const ownWords: readonly string[] = [
  ...['termRecounted', 'noticeFailed', 'requestsStarted', 'originalsReturned', 'portalUnfit', 'portalLate'],
  'draftDiscarded',
];

const madeUp = {
  case: 'Заявление прислал эмулятор портала: оно вымышлено и не имеет силы',
  answer: 'Другой стороной был эмулятор: ответ вымышлен и не имеет силы',
};

/** What the system says of it stands apart from what a person has said: only the first can be said in another language. */
function wordsOf(type: string, payload: Payload): Pick<HistoryEntry, 'comment' | 'remarks'> {
  const { issue, duty, dutyChange, problems = [] } = payload;
  const comment = payload.comment || null;
  const isOwn = ownWords.includes(type);
  const remarks = [
    ...(issue ? [issueWords(issue)] : []),
    ...registryWords(payload),
    ...(duty === undefined ? [] : [dueWords(duty)]),
    ...(dutyChange === undefined ? [] : [changeWords(dutyChange)]),
    ...(payload.emulated ? [type === 'created' ? madeUp.case : madeUp.answer] : []),
    ...problems,
    ...(isOwn && comment !== null ? comment.split('\n') : []),
  ];
  return { comment: isOwn ? null : comment, remarks };
}

/** What became of the fields in which the registry of applicants knew newer. */
function registryWords({ inRegistry }: Payload): string[] {
  const { kept = [], taken = [] } = inRegistry ?? {};
  return [
    ...(kept.length > 0 ? [`В реестре заявителей оставлено: ${kept.join(', ')}.`] : []),
    ...(taken.length > 0 ? [`В реестр заявителей взято из заявки: ${taken.join(', ')}.`] : []),
  ];
}

function stateTitle({ pinned }: Case, code: string): string {
  const state = findState(pinned.workflow, code);
  return state === undefined ? code : titleOf(state.title, 'ru');
}

function changesOf({ pinned }: Case, { changes = [] }: Payload): HistoryChange[] {
  return changes.map(({ field, title, before, after }) => ({
    field,
    title: title ?? fieldTitle(pinned, field),
    before,
    after,
  }));
}
