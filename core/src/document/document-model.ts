export type Align = 'left' | 'center' | 'right' | 'justify';

/** A document with every placeholder resolved: nothing in it is ever interpreted again, by Typst, by Word or by us. */
export interface DocumentModel {
  title: string;
  /** ISO moment that becomes the creation date of the file; the same moment and data give the same bytes. */
  createdAt: string;
  letterhead: Letterhead | null;
  blocks: Block[];
}

export interface Letterhead {
  title: string;
  /** Address, telephone, e-mail: each on its own line, small print. */
  lines: string[];
}

export type Block =
  | { type: 'heading'; level: 1 | 2; text: string; align: Align }
  | { type: 'paragraph'; text: string; align: Align; bold: boolean }
  | { type: 'list'; ordered: boolean; items: string[] }
  | { type: 'table'; columns: { title: string; width: number }[]; rows: string[][] }
  | { type: 'stamp'; position: string; name: string; heading: string; lines: string[] }
  /** Table of contents of the headings of level 2 that follow. */
  | { type: 'contents'; title: string }
  | { type: 'pageBreak' }
  | { type: 'space' };

/** Who answers for the document. `at` is already text in the time zone of the body («12.03.2025 14:05»). */
export type Stamp =
  | { kind: 'approval'; position: string; name: string; at: string }
  | {
      kind: 'signature';
      position: string;
      name: string;
      certificate: string;
      owner: string;
      validity: string;
      /** Further lines: by which power of attorney, what speaks against it. */
      more?: string[];
    };
