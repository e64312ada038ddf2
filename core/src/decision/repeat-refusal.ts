import type { DecisionKind, RefusalGround } from '@reglament/format';
import type { DecisionGround } from '../api.gen.ts';
import type { FieldProblemView } from '../errors.ts';

/**
 * A second refusal may not name what the first did not: item 4 of part 1 of article 7 of Federal Law 210-ФЗ, as amended
 * by 204-ФЗ of 19.07.2018. Its subitems «а» – «г» are the only exceptions.
 */
export const repeatExceptions = [
  {
    code: 'lawChanged',
    clause: '«а»',
    title: 'Изменились требования нормативных правовых актов после первоначальной подачи заявления',
  },
  {
    code: 'laterErrors',
    clause: '«б»',
    title:
      'Ошибки в заявлении и документах, поданных после первоначального отказа и не входивших в прежний комплект документов',
  },
  {
    code: 'expired',
    clause: '«в»',
    title: 'Истёк срок действия документов или изменилась информация после первоначального отказа',
  },
  {
    code: 'officialError',
    clause: '«г»',
    title:
      'Документально подтверждена ошибка или противоправное действие должностного лица при первоначальном отказе; заявитель уведомлён за подписью руководителя органа с извинениями',
  },
] as const;

export type RepeatException = (typeof repeatExceptions)[number]['code'];

/** What the clerk said of the refusals before this one. */
export interface RepeatAnswer {
  /** Application of the refusal that this one follows; null: the applicant has come for the first time with this matter. */
  readonly earlier: string | null;
  readonly exception?: RepeatException;
  readonly justification?: string;
}

/** A published refusal to the same applicant for the same service. */
export interface EarlierRefusal {
  /** Of the application. */
  readonly id: string;
  readonly number: string | null;
  readonly kind: DecisionKind;
  readonly publishedAt: Date;
  readonly grounds: readonly DecisionGround[];
}

/** What a decision keeps of the answer; the number as it was, so that a paper can name it. */
export interface KeptRepeat {
  readonly earlier: { readonly id: string; readonly number: string | null } | null;
  readonly exception: RepeatException | null;
  readonly justification: string | null;
}

export interface RepeatCheck {
  readonly chosen: readonly RefusalGround[];
  readonly answer: RepeatAnswer | undefined;
  readonly earlier: readonly EarlierRefusal[];
}

export type RepeatVerdict =
  | { readonly problems: readonly FieldProblemView[] }
  /** null: there was no refusal before, so there is nothing to say. */
  | { readonly kept: KeptRepeat | null };

/** Whether a refusal with these grounds may follow those before it. Nothing is guessed: the clerk says which it follows. */
export function checkRepeat({ chosen, answer, earlier }: RepeatCheck): RepeatVerdict {
  if (earlier.length === 0 && (answer === undefined || answer.earlier === null)) return { kept: null };
  if (answer === undefined) return one('earlier', 'repeatUndecided', undecidedText(earlier));
  if (answer.earlier === null) return { kept: { earlier: null, exception: null, justification: null } };
  const first = earlier.find(({ id }) => id === answer.earlier);
  if (first === undefined) {
    return one('earlier', 'unknownRefusal', 'Такого отказа этому заявителю нет: выберите предыдущий отказ из списка');
  }
  const place = { id: first.id, number: first.number };
  const added = newGrounds(chosen, first.grounds);
  if (added.length === 0) return { kept: { earlier: place, exception: null, justification: null } };
  const justification = answer.justification?.trim() ?? '';
  if (answer.exception === undefined) return one('exception', 'newGround', newGroundText(first, added));
  if (justification === '') {
    return one('justification', 'required', 'Обоснуйте, почему можно назвать новые основания: чем это подтверждено');
  }
  return { kept: { earlier: place, exception: answer.exception, justification } };
}

/** Grounds about papers and facts of the applicant that the earlier refusal did not name. */
export function newGrounds(
  chosen: readonly RefusalGround[],
  before: readonly Pick<DecisionGround, 'code'>[],
): readonly RefusalGround[] {
  const named = new Set(before.map(({ code }) => code));
  return chosen.filter(({ code, substance }) => !substance && !named.has(code));
}

export function titleOfException(code: RepeatException): string {
  const found = repeatExceptions.find((known) => known.code === code);
  return found === undefined ? code : `подпункт ${found.clause} – ${found.title}`;
}

function undecidedText(earlier: readonly EarlierRefusal[]): string {
  const numbers = earlier.map(({ number }) => `№ ${number ?? '—'}`).join(', ');
  return `Этому заявителю по этой услуге уже отказывали (${numbers}): выберите, после какого отказа он обратился, или отметьте, что обращение не повторное`;
}

function newGroundText({ number }: EarlierRefusal, added: readonly RefusalGround[]): string {
  const titles = added.map(({ title }) => `«${typeof title === 'string' ? title : title.ru}»`).join(', ');
  return `В отказе № ${number ?? '—'} этого не было: ${titles}. Повторный отказ не может назвать новые основания (210-ФЗ, статья 7, часть 1, пункт 4): уберите их или выберите случай, в котором закон это допускает, и обоснуйте его`;
}

function one(field: string, code: string, message: string): RepeatVerdict {
  return { problems: [{ field, pointer: `/repeat/${field}`, code, message }] };
}
