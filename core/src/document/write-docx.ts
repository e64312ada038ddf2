import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Align, Block, DocumentModel, Letterhead } from './document-model.ts';
import { withFixedTime } from './fixed-time.ts';
import { printableModel } from './render-pdf.ts';

/** Word measures length in twentieths of a point: 1 mm = 56.7. */
const mm = (value: number) => Math.round(value * 56.693);
/** Text area of A4 with margins 30 and 10 mm. */
const TEXT_WIDTH = mm(170);

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<Align, string>;

const LINE = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const NO_BORDERS = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE };

/** The same model as an editable file for Word and LibreOffice. The same model gives the same bytes. */
export async function writeDocx(model: DocumentModel): Promise<Buffer> {
  const { title, letterhead, blocks } = printableModel(model);
  const children = [...(letterhead ? letterheadOf(letterhead) : []), ...blocks.flatMap(partsOf)];
  const file = new Document({
    title,
    creator: letterhead?.title ?? '',
    lastModifiedBy: letterhead?.title ?? '',
    styles: { default: { document: { run: { font: 'PT Sans', size: 24, language: { value: 'ru-RU' } } } } },
    numbering: { config: numberings(blocks) },
    sections: [{ properties: sectionProperties(), headers: pageNumbers(), children }],
  });
  return withFixedTime(await Packer.toBuffer(file), new Date(model.createdAt));
}

function sectionProperties() {
  const margin = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(10), header: mm(10), footer: mm(10) };
  return { titlePage: true, page: { size: { width: mm(210), height: mm(297) }, margin } };
}

/** Numbered from the second page, above the text (ГОСТ Р 7.0.97-2016, 3.1). */
function pageNumbers() {
  const number = new TextRun({ children: [PageNumber.CURRENT], size: 20 });
  const header = new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] });
  return { default: header, first: new Header({ children: [new Paragraph({})] }) };
}

function letterheadOf({ title, lines }: Letterhead): Paragraph[] {
  const name = new TextRun({ text: title.toLocaleUpperCase('ru'), bold: true, size: 26 });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 80 }, children: [name] }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 360 },
      border: { bottom: { ...LINE, space: 6 } },
      children: [new TextRun({ text: lines.join(', '), size: 18 })],
    }),
  ];
}

/** Each ordered list counts from one: a numbering of its own. */
function numberings(blocks: readonly Block[]) {
  return blocks.flatMap((block, at) =>
    block.type === 'list' ? [{ reference: `list-${at}`, levels: [numberingLevel(block.ordered)] }] : [],
  );
}

function numberingLevel(ordered: boolean) {
  return {
    level: 0,
    format: ordered ? LevelFormat.DECIMAL : LevelFormat.BULLET,
    text: ordered ? '%1.' : '–',
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: mm(14), hanging: mm(6) } } },
  };
}

function partsOf(block: Block, at: number): (Paragraph | Table | TableOfContents)[] {
  switch (block.type) {
    case 'heading':
      return [headingOf(block)];
    case 'paragraph':
      return [paragraphOf(block)];
    case 'list':
      return block.items.map((item) => {
        const numbering = { reference: `list-${at}`, level: 0 };
        return new Paragraph({ numbering, spacing: { after: 60 }, children: runs(item) });
      });
    case 'table':
      return [tableOf(block), new Paragraph({ spacing: { after: 60 } })];
    case 'stamp':
      return [new Paragraph({ spacing: { before: 360 } }), stampOf(block)];
    case 'contents':
      return contentsOf(block);
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true })];
    case 'space':
      return [new Paragraph({ spacing: { after: 120 } })];
  }
}

function headingOf(block: Extract<Block, { type: 'heading' }>): Paragraph {
  return new Paragraph({
    alignment: ALIGN[block.align],
    spacing: { before: 280, after: 240 },
    keepNext: true,
    // The level without the style of the same name: listed in the contents, and looks as above.
    ...(block.level === 2 && { outlineLevel: 0 }),
    children: runs(block.text, { bold: true, size: block.level === 1 ? 28 : 24 }),
  });
}

/** Entries lead to their headings at once; Word puts the page numbers in when it opens the file. */
function contentsOf({ title }: Extract<Block, { type: 'contents' }>): (Paragraph | TableOfContents)[] {
  return [
    new Paragraph({ spacing: { before: 480, after: 160 }, children: runs(title, { bold: true }) }),
    new TableOfContents(title, { hyperlink: true, useAppliedParagraphOutlineLevel: true }),
  ];
}

function paragraphOf(block: Extract<Block, { type: 'paragraph' }>): Paragraph {
  return new Paragraph({
    alignment: ALIGN[block.align],
    spacing: { after: 100, line: 276 },
    ...(block.align === 'justify' && { indent: { firstLine: mm(12.5) } }),
    children: runs(block.text, { bold: block.bold }),
  });
}

function tableOf(block: Extract<Block, { type: 'table' }>): Table {
  const total = block.columns.reduce((sum, { width }) => sum + width, 0);
  const widths = block.columns.map(({ width }) => Math.round((TEXT_WIDTH * width) / total));
  const row = (cells: readonly string[], header: boolean) =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: cells.map((text, at) => cellOf(text, widths[at] ?? 0, header)),
    });
  const rows = [
    row(
      block.columns.map(({ title }) => title),
      true,
    ),
    ...block.rows.map((cells) => row(cells, false)),
  ];
  return new Table({ width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: widths, rows });
}

function cellOf(text: string, width: number, header: boolean): TableCell {
  const alignment = header ? AlignmentType.CENTER : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: [new Paragraph({ alignment, children: runs(text, { bold: header, size: 22 }) })],
  });
}

function stampOf(block: Extract<Block, { type: 'stamp' }>): Table {
  const widths = [mm(62), mm(68), mm(40)];
  const box = [
    new Paragraph({ alignment: AlignmentType.CENTER, children: runs(block.heading, { bold: true, size: 17 }) }),
  ].concat(
    block.lines.map((line) => new Paragraph({ alignment: AlignmentType.CENTER, children: runs(line, { size: 17 }) })),
  );
  const side = (text: string, alignment: (typeof ALIGN)[Align]) => [new Paragraph({ alignment, children: runs(text) })];
  const cells = [side(block.position, ALIGN.left), box, side(block.name, ALIGN.right)].map(
    (children, at) =>
      new TableCell({
        children,
        width: { size: widths[at] ?? 0, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        margins: { top: 80, bottom: 80, left: 80, right: 80 },
        borders: at === 1 ? { top: LINE, bottom: LINE, left: LINE, right: LINE } : NO_BORDERS,
      }),
  );
  const borders = { ...NO_BORDERS, insideHorizontal: NO_LINE, insideVertical: NO_LINE };
  const rows = [new TableRow({ cantSplit: true, children: cells })];
  return new Table({ width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: widths, borders, rows });
}

function runs(text: string, style: { bold?: boolean; size?: number } = {}): TextRun[] {
  return text.split('\n').map((line, at) => new TextRun({ text: line, ...style, ...(at > 0 && { break: 1 }) }));
}
