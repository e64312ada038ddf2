import type { DocumentTemplate, TemplateNode } from '@reglament/format';
import { truth } from '../rule/evaluate.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import type { Block, DocumentModel, Letterhead, Stamp } from './document-model.ts';
import { absolutePath, fillText, type Scope, valueAt } from './placeholder.ts';

export interface DocumentInput {
  template: DocumentTemplate;
  /** Values for the placeholders; `organisation` also gives the letterhead. See `placeholder-catalogue.ts`. */
  data: JsonObject;
  labels?: Scope['labels'];
  /** What the rules of `if` nodes see: answers at the root and `case`, as in a workflow guard. */
  rules: RuleContext;
  /** None while nobody has approved or signed: then the place of the stamp stays empty. */
  stamp: Stamp | null;
  createdAt: Date;
}

interface Walk extends Scope {
  rules: RuleContext;
  stamp: Stamp | null;
}

/** Template and data → document. One function for preview and for the final paper. */
export function buildDocument(input: DocumentInput): DocumentModel {
  const walk: Walk = {
    data: input.data,
    rules: input.rules,
    stamp: input.stamp,
    ...(input.labels && { labels: input.labels }),
  };
  return {
    title: fillText(titleOf(input.template.title, 'ru'), walk),
    createdAt: input.createdAt.toISOString(),
    letterhead: letterheadOf(input.data),
    blocks: blocksOf(input.template.body, walk),
  };
}

function blocksOf(nodes: readonly TemplateNode[], walk: Walk): Block[] {
  return nodes.flatMap((node) => blocksOfNode(node, walk));
}

function blocksOfNode(node: TemplateNode, walk: Walk): Block[] {
  switch (node.type) {
    case 'heading': {
      const align = node.align ?? (node.level === 1 ? 'center' : 'left');
      return [{ type: 'heading', level: node.level, text: fillText(node.text, walk), align }];
    }
    case 'paragraph':
      return paragraphs(node, walk);
    case 'list':
      return [{ type: 'list', ordered: node.ordered ?? false, items: node.items.map((item) => fillText(item, walk)) }];
    case 'table':
      return [tableOf(node, walk)];
    case 'if': {
      // Unknown is not true: a paper never states what is not known.
      const chosen = truth(node.rule, walk.rules).value === true ? node.then : (node.else ?? []);
      return blocksOf(chosen, walk);
    }
    case 'each':
      return itemsAt(node.path, walk).flatMap((scope) => blocksOf(node.body, scope));
    case 'stamp':
      return walk.stamp ? [stampBlock(walk.stamp)] : [];
    case 'pageBreak':
    case 'space':
      return [{ type: node.type }];
  }
}

/** A line break inside a value begins a new paragraph, as people type it; a wholly empty text still takes its place. */
function paragraphs(node: Extract<TemplateNode, { type: 'paragraph' }>, walk: Walk): Block[] {
  const lines = fillText(node.text, walk)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '');
  return lines.map((text) => ({ type: 'paragraph', text, align: node.align ?? 'justify', bold: node.bold ?? false }));
}

function tableOf(node: Extract<TemplateNode, { type: 'table' }>, walk: Walk): Block {
  const scopes = node.each === undefined ? [walk] : itemsAt(node.each, walk);
  const rows = scopes.flatMap((scope) => node.rows.map((row) => cellsOf(row, node.columns.length, scope)));
  const columns = node.columns.map(({ title, width }) => ({ title: fillText(title, walk), width: width ?? 1 }));
  return { type: 'table', columns, rows };
}

/** Every row has exactly as many cells as there are columns, so that no cell slides into the next row. */
function cellsOf(row: readonly string[], count: number, walk: Walk): string[] {
  return Array.from({ length: count }, (_, at) => fillText(row[at] ?? '', walk));
}

function itemsAt(path: string, walk: Walk): Walk[] {
  const list = valueAt(path, walk.data);
  if (!Array.isArray(list)) return [];
  return list.map((item, at) => ({
    ...walk,
    data: { ...walk.data, item, index: at + 1 },
    rules: { ...walk.rules, data: { ...walk.rules.data, item } },
    itemPath: absolutePath(path, walk.itemPath),
  }));
}

export const APPROVED = 'УТВЕРЖДЕНО';

/** Position, the mark in its frame, the name: a line of who answers for the paper. */
export function stampBlock(stamp: Stamp): Extract<Block, { type: 'stamp' }> {
  const side = { type: 'stamp', position: stamp.position, name: initials(stamp.name) } as const;
  if (stamp.kind === 'approval') {
    return { ...side, heading: APPROVED, lines: [stamp.name, `Дата и время: ${stamp.at}`] };
  }
  const lines = [`Сертификат ${stamp.certificate}`, `Владелец ${stamp.owner}`, `Действителен ${stamp.validity}`];
  return { ...side, heading: 'ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ', lines: [...lines, ...(stamp.more ?? [])] };
}

const FULL_NAME = /^(\p{Lu}[\p{Ll}-]+(?:-\p{Lu}\p{Ll}+)?) (\p{Lu})\p{Ll}+(?: (\p{Lu})\p{Ll}+)?$/u;

/** «Соколов Алексей Викторович» → «А. В. Соколов», as a signature is deciphered (ГОСТ Р 7.0.97-2016, 5.22). */
function initials(name: string): string {
  const [, surname, first, second] = FULL_NAME.exec(name) ?? [];
  if (surname === undefined) return name;
  const letters = second === undefined ? [first] : [first, second];
  return `${letters.map((letter) => `${letter}.\u00a0`).join('')}${surname}`;
}

function letterheadOf(data: JsonObject): Letterhead | null {
  const title = valueAt('organisation.title', data);
  if (typeof title !== 'string' || title === '') return null;
  const lines = ['organisation.address', 'organisation.phone', 'organisation.email']
    .map((path) => valueAt(path, data))
    .filter((line) => typeof line === 'string' && line !== '');
  return { title, lines: lines as string[] };
}
