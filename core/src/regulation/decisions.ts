import type { DecisionKind, DecisionSpec, DocumentTemplate, RefusalGround, TemplateNode } from '@reglament/format';
import { absolutePath } from '../document/placeholder.ts';
import { quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { type Chapter, type Clause, listing } from './clause.ts';
import { DECIDED } from './effect-words.ts';
import { CHECK } from './passport.ts';
import { nameOf, type Placed, placedBy } from './placeholder-words.ts';
import { namesOf, type Say, type Subject, sayer } from './subject.ts';

const KINDS = ['grant', 'refuse', 'reject', 'dismiss'] as const satisfies readonly DecisionKind[];

export function groundsChapter({ service }: Subject): Chapter {
  const { grounds = [], decisions } = service;
  const own = (kind: 'reject' | 'dismiss') => decisions[kind]?.grounds ?? [];
  return {
    key: 'grounds',
    title: 'Основания для отказа',
    clauses: [
      ...listing('refuse', 'Основания для отказа в предоставлении услуги:', grounds.map(groundText)),
      ...listing('reject', 'Основания для отказа в приёме документов:', own('reject').map(groundText)),
      ...listing('dismiss', 'Основания для возврата без рассмотрения:', own('dismiss').map(groundText)),
    ],
  };
}

function groundText({ title, clause, substance, check }: RefusalGround): string {
  const kind = substance ? '; не зависит от документов заявителя' : '';
  return `${titleOf(title)} (${clause}${kind})${check ? CHECK : ''}`;
}

/** How rules and places to fill are told. */
interface Words {
  readonly say: Say;
  readonly placed: Placed;
  readonly names: Readonly<Record<string, string>>;
}

export function decisionsChapter(subject: Subject): Chapter {
  const { decisions, templates } = subject.service;
  const names = namesOf(subject);
  const words = { say: sayer(subject), placed: placedBy(names), names };
  const made = KINDS.flatMap((kind) => {
    const spec = decisions[kind];
    return spec === undefined ? [] : [decisionClause(kind, { spec, template: templates[spec.template] }, words)];
  });
  const papers = Object.entries(templates).map(([code, template]) => paperClause(code, template, words));
  const clauses = [...made, ...papers, ...issueClause(subject, words.say)];
  return { key: 'decisions', title: 'Решения, их документы и сообщения заявителю', clauses };
}

function issueClause({ service: { resultInPerson } }: Subject, say: Say): Clause[] {
  if (resultInPerson === undefined) return [];
  return [
    {
      key: 'issue',
      text: `За результатом заявитель приходит, когда ${say(resultInPerson)}, и когда его уведомляют лично.`,
    },
  ];
}

interface Decided {
  readonly spec: DecisionSpec;
  readonly template: DocumentTemplate | undefined;
}

function decisionClause(kind: DecisionKind, { spec, template }: Decided, { placed }: Words): Clause {
  const paper =
    template === undefined ? `шаблон «${spec.template}», которого нет` : quoted(placed(titleOf(template.title)));
  const items = [`Документ: ${paper}.`, `Сообщение заявителю: ${quoted(placed(titleOf(spec.message)))}`];
  return { key: kind, text: `Решение ${DECIDED[kind]}: ${quoted(titleOf(spec.title))}.`, items };
}

function paperClause(code: string, template: DocumentTemplate, words: Words): Clause {
  const items = template.body.flatMap((node) => nodeLines(node, words));
  return {
    key: `paper.${code}`,
    text: `Содержание документа ${quoted(words.placed(titleOf(template.title)))}:`,
    items,
  };
}

/** A paper part by part; what is put in stands in square brackets. */
function nodeLines(node: TemplateNode, words: Words, listPath?: string): string[] {
  const placed = (text: string) => words.placed(text, listPath);
  const inside = (nodes: readonly TemplateNode[] = []) => nodes.flatMap((one) => nodeLines(one, words, listPath));
  switch (node.type) {
    case 'heading':
      return [`Заголовок: ${placed(node.text)}`];
    case 'paragraph':
      return [placed(node.text)];
    case 'list':
      return node.items.map(placed);
    case 'table':
      return tableLines(node, words, listPath);
    case 'if': {
      const otherwise = inside(node.else);
      return [
        `Если ${words.say(node.rule)}:`,
        ...inside(node.then),
        ...(otherwise.length === 0 ? [] : ['Иначе:', ...otherwise]),
      ];
    }
    case 'each': {
      const path = absolutePath(node.path, listPath);
      const lines = node.body.flatMap((one) => nodeLines(one, words, path));
      return [`Для каждой строки [${nameOf(path, words.names)}]:`, ...lines];
    }
    case 'stamp':
      return ['Отметка о подписи'];
    case 'pageBreak':
    case 'space':
      return [];
  }
}

type TableNode = Extract<TemplateNode, { type: 'table' }>;

function tableLines({ columns, rows, each }: TableNode, { placed, names }: Words, listPath?: string): string[] {
  const path = each === undefined ? listPath : absolutePath(each, listPath);
  const row = each === undefined ? 'Строка таблицы' : `Строка таблицы для каждой строки [${nameOf(path ?? '', names)}]`;
  return [
    `Таблица: ${columns.map(({ title }) => placed(title, listPath)).join(' | ')}`,
    ...rows.map((cells) => `${row}: ${cells.map((cell) => placed(cell, path)).join(' | ')}`),
  ];
}
