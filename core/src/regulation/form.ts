import type { FormDefinition, FormSection } from '@reglament/format';
import { quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import type { Chapter, Clause } from './clause.ts';
import { sentence } from './clause.ts';
import { fieldTable } from './fields.ts';
import { type Say, type Subject, sayer } from './subject.ts';

export function formChapter(subject: Subject): Chapter {
  const { form } = subject.service;
  const say = sayer(subject);
  const platform: Clause = {
    key: 'platform',
    text: 'Сведения о заявителе, его представителе и способе уведомления указываются в каждом заявлении; ниже – сведения этой услуги.',
  };
  const sections = form.sections.map((section) => sectionClause(section, { form, say, subject }));
  return { key: 'form', title: 'Сведения заявления', clauses: [platform, ...sections] };
}

interface Place {
  readonly form: FormDefinition;
  readonly say: Say;
  readonly subject: Subject;
}

function sectionClause(section: FormSection, { form, say, subject }: Place): Clause {
  const { code, title, description, fields, visible } = section;
  const when = visible === undefined || visible === true ? '' : ` Заполняется, если ${say(visible)}.`;
  const note = description === undefined ? '' : ` ${sentence(titleOf(description))}`;
  const text = `Раздел ${quoted(titleOf(title))}.${when}${note}`;
  return { key: code, text, table: fieldTable(fields, { form, say, dictionaries: subject.dictionaries }) };
}

/** Rules that have names: what stands behind «выполняется „…“». */
export function rulesChapter(subject: Subject): Chapter {
  const say = sayer(subject);
  const clauses = Object.entries(subject.service.rules ?? {}).map(([code, { title, rule }]) => ({
    key: code,
    text: `${quoted(titleOf(title))} выполняется, если ${say(rule)}.`,
  }));
  return { key: 'rules', title: 'Условия, на которые ссылается текст', clauses };
}
