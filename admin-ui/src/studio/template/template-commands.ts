import { codeOfTitle } from '@reglament/core/rules';
import type { DocumentTemplate, ServiceDefinition, TemplateNode } from '@reglament/format';
import { firstWords } from '../first-words.ts';

export type NodeKind = TemplateNode['type'];

export const nodeWords: Readonly<Record<NodeKind, string>> = {
  heading: 'Заголовок',
  paragraph: 'Абзац',
  list: 'Перечень',
  table: 'Таблица',
  if: 'Часть по условию',
  each: 'Повтор для каждой строки списка',
  stamp: 'Отметка об утверждении',
  pageBreak: 'Новая страница',
  space: 'Пустая строка',
};

const text = firstWords.paperText;

export function blankNode(type: NodeKind): TemplateNode {
  switch (type) {
    case 'heading':
      return { type, level: 2, text: firstWords.paperHeading };
    case 'paragraph':
      return { type, text };
    case 'list':
      return { type, items: [text] };
    case 'table':
      return { type, columns: [{ title: firstWords.item }, { title: firstWords.paperValue }], rows: [[text, text]] };
    case 'if':
      // biome-ignore lint/suspicious/noThenProperty: the format's word
      return { type, rule: { var: 'case.hasRepresentative' }, then: [{ type: 'paragraph', text }] };
    case 'each':
      return { type, path: 'decision.grounds', body: [{ type: 'paragraph', text: '{{item.title}}' }] };
    case 'stamp':
    case 'pageBreak':
    case 'space':
      return { type };
  }
}

export function moved<Item>(list: readonly Item[], index: number, by: -1 | 1): Item[] {
  const [own, other] = [list[index], list[index + by]];
  if (own === undefined || other === undefined) return [...list];
  return list.with(index, other).with(index + by, own);
}

export interface AddedTemplate {
  readonly service: ServiceDefinition;
  readonly code: string;
}

/** A new paper begins as a copy of another or with its name only. */
export function addTemplate(service: ServiceDefinition, template: DocumentTemplate, title: string): AddedTemplate {
  const code = codeOfTitle(title, new Set(Object.keys(service.templates)), 'template');
  return { service: { ...service, templates: { ...service.templates, [code]: { ...template, title } } }, code };
}

export const blankTemplate: DocumentTemplate = {
  title: '',
  body: [
    { type: 'heading', level: 1, text: firstWords.paperHeading, align: 'center' },
    { type: 'paragraph', text },
    { type: 'stamp' },
  ],
};

/** Rows of a table have a cell for each column. */
export function withColumns(node: Extract<TemplateNode, { type: 'table' }>, count: number): typeof node {
  const columns = Array.from({ length: count }, (_, at) => node.columns[at] ?? { title: firstWords.paperValue });
  const rows = node.rows.map((row) => Array.from({ length: count }, (_, at) => row[at] ?? ''));
  return { ...node, columns: columns as typeof node.columns, rows };
}
