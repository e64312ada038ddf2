import type { ServiceDocument } from '@reglament/format';
import { titleOf } from '../rule/title.ts';
import { type Chapter, sentence } from './clause.ts';
import { type Say, type Subject, sayer } from './subject.ts';

export function documentsChapter(subject: Subject): Chapter {
  const say = sayer(subject);
  const { documents } = subject.service;
  const clauses = documents.map((document) => ({
    key: document.code,
    text: `${sentence(titleOf(document.title))} ${document.description === undefined ? '' : `${sentence(titleOf(document.description))} `}${whenText(document, say)}`,
  }));
  const none = { key: 'none', text: 'Документы от заявителя не требуются.' };
  return {
    key: 'documents',
    title: 'Документы, которые представляет заявитель',
    clauses: clauses.length === 0 ? [none] : clauses,
  };
}

function whenText({ needed, shown }: Pick<ServiceDocument, 'needed' | 'shown'>, say: Say): string {
  const condition = shown === undefined || shown === true ? '' : `, если ${say(shown)}`;
  if (needed === undefined || needed === false) return `Представляется по желанию заявителя${condition}.`;
  const offered = condition === '' ? '' : ` Представляется${condition}.`;
  if (needed === true) return `Обязателен.${offered}`;
  const demanded = `Обязателен, если ${say(needed)}.`;
  return JSON.stringify(needed) === JSON.stringify(shown) ? demanded : `${demanded}${offered}`;
}
