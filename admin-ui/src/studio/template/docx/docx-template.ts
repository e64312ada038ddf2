import type { TemplateNode } from '@reglament/format';
import type { DocxPackage } from './docx-package.ts';
import { elementsOf, findElement, type XmlElement } from './xml-tree.ts';

export interface DocxTemplate {
  readonly body: readonly TemplateNode[];
  /** What the paper of the platform cannot have, in words. */
  readonly lost: readonly string[];
}

const MOST_TEXT = 10_000;
const MOST_NODES = 500;

/** The parts of a paper out of a document: its words and their order, without its fonts and pictures. */
export function templateOf(docx: DocxPackage): DocxTemplate {
  const nodes = merged(blocksOf(docx.body).flatMap((block) => nodesOf(block, docx)));
  const body = nodes.some(({ type }) => type === 'stamp') ? nodes : [...nodes, { type: 'stamp' } as const];
  return { body: body.slice(0, MOST_NODES), lost: lostOf(docx, nodes.length) };
}

/** Paragraphs and tables, also those within the fields and frames of Word. */
function blocksOf(element: XmlElement): XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === 'w:p' || child.name === 'w:tbl') return [child];
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' || child.name === 'w:ins' ? blocksOf(child) : [];
  });
}

function nodesOf(block: XmlElement, docx: DocxPackage): TemplateNode[] {
  if (block.name === 'w:tbl') return tableOf(block);
  const text = textOf(block).trim().slice(0, MOST_TEXT);
  const breaks: TemplateNode[] = hasPageBreak(block) ? [{ type: 'pageBreak' }] : [];
  if (text === '') return breaks.length > 0 ? breaks : [{ type: 'space' }];
  const numbering = findElement(block, 'w:pPr', 'w:numPr', 'w:numId')?.attributes['w:val'];
  if (numbering !== undefined && numbering !== '0') {
    return [...breaks, { type: 'list', ...(docx.ordered.has(numbering) ? { ordered: true } : {}), items: [text] }];
  }
  const level = levelOf(block, docx);
  const align = alignOf(block);
  if (level !== undefined) {
    const placed = align === undefined || align === 'justify' ? {} : { align };
    return [...breaks, { type: 'heading', level, text, ...placed }];
  }
  return [
    ...breaks,
    { type: 'paragraph', text, ...(align === undefined ? {} : { align }), ...(isBold(block) ? { bold: true } : {}) },
  ];
}

/** Text that is there: what was deleted under review is not, what was inserted is. */
function textOf(element: XmlElement): string {
  return elementsOf(element)
    .map((child) => {
      if (child.name === 'w:t') return child.children.filter((part) => typeof part === 'string').join('');
      if (child.name === 'w:tab') return ' ';
      if (child.name === 'w:br' || child.name === 'w:cr') return child.attributes['w:type'] === 'page' ? '' : '\n';
      if (child.name === 'w:noBreakHyphen') return '-';
      return skipped.has(child.name) ? '' : textOf(child);
    })
    .join('');
}

const skipped: ReadonlySet<string> = new Set([
  'w:del',
  'w:moveFrom',
  'w:pPr',
  'w:rPr',
  'w:instrText',
  'w:drawing',
  'w:pict',
]);

function hasPageBreak(block: XmlElement): boolean {
  const before = findElement(block, 'w:pPr', 'w:pageBreakBefore');
  const runs = elementsOf(block, 'w:r').flatMap((run) => elementsOf(run, 'w:br'));
  return (before !== undefined && isOn(before)) || runs.some((one) => one.attributes['w:type'] === 'page');
}

function levelOf(block: XmlElement, { styles }: DocxPackage): 1 | 2 | undefined {
  const id = findElement(block, 'w:pPr', 'w:pStyle')?.attributes['w:val'];
  if (id === undefined) return undefined;
  const name = (styles.get(id) ?? id).toLowerCase();
  if (/^(?:title|название|heading ?1|заголовок ?1)$/.test(name)) return 1;
  return /^(?:subtitle|подзаголовок|heading ?[2-9]|заголовок ?[2-9])$/.test(name) ? 2 : undefined;
}

const aligns = {
  center: 'center',
  right: 'right',
  end: 'right',
  left: 'left',
  start: 'left',
  both: 'justify',
} as const;

function alignOf(block: XmlElement): (typeof aligns)[keyof typeof aligns] | undefined {
  const value = findElement(block, 'w:pPr', 'w:jc')?.attributes['w:val'] ?? 'left';
  return Object.hasOwn(aligns, value) ? aligns[value as keyof typeof aligns] : undefined;
}

/** Every run that says something is bold. */
function isBold(block: XmlElement): boolean {
  const runs = elementsOf(block, 'w:r').filter((run) => textOf(run).trim() !== '');
  return runs.length > 0 && runs.every((run) => isOn(findElement(run, 'w:rPr', 'w:b')));
}

function isOn(property: XmlElement | undefined): boolean {
  return property !== undefined && !['0', 'false', 'off'].includes(property.attributes['w:val'] ?? '1');
}

/** The first row names the columns, as in the papers of the platform. */
function tableOf(table: XmlElement): TemplateNode[] {
  const rows = elementsOf(table, 'w:tr').map((row) => elementsOf(row, 'w:tc').flatMap(cellsOf));
  const count = Math.min(20, Math.max(0, ...rows.map((row) => row.length)));
  const [head, ...others] = rows.map((row) => Array.from({ length: count }, (_, at) => row[at] ?? ''));
  if (head === undefined || count === 0) return [];
  const grid = findElement(table, 'w:tblGrid');
  const widths = grid === undefined ? [] : elementsOf(grid, 'w:gridCol').map((one) => Number(one.attributes['w:w']));
  const least = Math.min(...widths.filter((width) => width > 0));
  const columns = head.map((title, at) => {
    const width = Math.round(((widths[at] ?? 0) / least) * 10) / 10;
    return { title: title.slice(0, 500), ...(Number.isFinite(width) && width > 1 ? { width } : {}) };
  });
  return [{ type: 'table', columns: columns as [(typeof columns)[0]], rows: others }];
}

/** A cell over several columns leaves the others empty. */
function cellsOf(cell: XmlElement): string[] {
  const text = blocksOf(cell)
    .map((block) => textOf(block).trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, MOST_TEXT);
  const span = Number(findElement(cell, 'w:tcPr', 'w:gridSpan')?.attributes['w:val'] ?? 1);
  return [text, ...Array.from({ length: Math.min(19, Math.max(0, span - 1)) }, () => '')];
}

/** Items of one list one after another are one list; empty lines one after another are one. */
function merged(nodes: readonly TemplateNode[]): TemplateNode[] {
  const all: TemplateNode[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (node.type === 'space' && (last === undefined || last.type === 'space')) continue;
    if (node.type === 'list' && last?.type === 'list' && (node.ordered ?? false) === (last.ordered ?? false)) {
      all[all.length - 1] = { ...last, items: [...last.items, ...node.items] };
    } else all.push(node);
  }
  return all;
}

function lostOf({ body, parts }: DocxPackage, count: number): string[] {
  const has = (name: string) => contains(body, name);
  return [
    ...(has('w:drawing') || has('w:pict') ? ['картинки и надписи в рамках'] : []),
    ...(parts.some((part) => /vbaProject|activeX|embeddings\//i.test(part)) ? ['макросы и вложенные объекты'] : []),
    ...(parts.some((part) => /^word\/(?:header|footer)\d*\.xml$/.test(part))
      ? ['колонтитулы: бланк ставит платформа']
      : []),
    ...(has('w:footnoteReference') ? ['сноски'] : []),
    ...(has('w:del') ? ['исправления под рецензией: взят итоговый текст'] : []),
    ...(count > MOST_NODES ? [`всё после части ${MOST_NODES}`] : []),
  ];
}

function contains(element: XmlElement, name: string): boolean {
  return elementsOf(element).some((child) => child.name === name || contains(child, name));
}
