import type { ServiceRequest } from '@reglament/format';
import { plural, quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { type Chapter, type Clause, sentence } from './clause.ts';
import { type Say, type Subject, sayer } from './subject.ts';
import { daysText } from './term.ts';

export function requestsChapter(subject: Subject): Chapter {
  const say = sayer(subject);
  const clauses = (subject.service.requests ?? []).map((one) => requestClause(one, subject, say));
  return { key: 'requests', title: 'Межведомственные и внутрирегиональные запросы', clauses };
}

function requestClause(request: ServiceRequest, { requestTypes }: Subject, say: Say): Clause {
  const { code, allowed, automatic, formless, prefill = [], accept = [] } = request;
  const type = requestTypes[request.type];
  const title = request.title ?? type?.title ?? code;
  const items = [
    type === undefined
      ? `Вид запроса «${request.type}», которого нет.`
      : `Вид запроса: ${sentence(titleOf(type.title))}`,
    allowed === undefined || allowed === true
      ? 'Направляется по усмотрению исполнителя.'
      : `Направляется, если ${say(allowed)}.`,
    ...(type?.term === undefined ? [] : [`Срок ответа: ${daysText(type.term)}.`]),
    ...(automatic ? ['Уходит сам, когда заявление поступает в работу.'] : []),
    ...(formless ? ['Исполнитель ничего не заполняет, только подтверждает отправку.'] : []),
    ...(prefill.length === 0
      ? []
      : [`Из заявления берётся ${prefill.length} ${plural(prefill.length, ['сведение', 'сведения', 'сведений'])}.`]),
    ...(accept.length === 0
      ? []
      : ['Сведения ответа исполнитель может принять в заявление; поданное заявителем при этом сохраняется.']),
  ];
  return { key: code, text: `${quoted(titleOf(title))}.`, items };
}
