import type { Block, DocumentModel } from '../document/document-model.ts';
import type { Chapter, Clause, Regulation } from './clause.ts';

/** The text as a paper: contents, numbered chapters, numbered points. One model for PDF and DOCX. */
export function regulationDocument({ title, subtitle, chapters }: Regulation, createdAt: Date): DocumentModel {
  return {
    title: `Регламент услуги: ${title}`,
    createdAt: createdAt.toISOString(),
    letterhead: null,
    blocks: [
      { type: 'heading', level: 1, text: `Регламент услуги\n«${title}»`, align: 'center' },
      ...subtitle.map((text): Block => ({ type: 'paragraph', text, align: 'center', bold: false })),
      { type: 'contents', title: 'Содержание' },
      { type: 'pageBreak' },
      ...chapters.flatMap((chapter, at) => chapterBlocks(chapter, at + 1)),
    ],
  };
}

function chapterBlocks({ title, clauses }: Chapter, number: number): Block[] {
  return [
    { type: 'heading', level: 2, text: `${number}. ${title}`, align: 'left' },
    ...clauses.flatMap((clause, at) => clauseBlocks(clause, `${number}.${at + 1}`)),
  ];
}

export function clauseBlocks({ text, items, table }: Clause, number: string): Block[] {
  return [
    { type: 'paragraph', text: `${number}. ${text}`, align: 'justify', bold: false },
    ...(items === undefined ? [] : [{ type: 'list' as const, ordered: false, items: [...items] }]),
    ...(table === undefined
      ? []
      : [{ type: 'table' as const, columns: [...table.columns], rows: table.rows.map((row) => [...row]) }]),
  ];
}
