import type { ReactNode } from 'react';
import { Block } from './block.tsx';
import { Nested } from './nested.tsx';
import { TermEditor } from './term-editor.tsx';

const drawing = { statement: Block, term: TermEditor };

/** Around what is drawn of conditions and values: says what draws the ones within. */
export function Drawn({ children }: { children: ReactNode }) {
  return <Nested value={drawing}>{children}</Nested>;
}
