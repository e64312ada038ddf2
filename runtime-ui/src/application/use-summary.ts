import { useState } from 'react';
import type { SummaryItem } from '../form/index.ts';
import type { EditorState } from './editor-state.ts';
import type { Summary } from './summary.ts';

/** What is wrong with what has been typed, as it was found at the last attempt. */
export function useSummary({ content, latest }: Pick<EditorState, 'content' | 'latest'>) {
  const [summary, setSummary] = useState<Summary>({ items: [], attempt: 0, content });
  const show = (items: readonly SummaryItem[]) =>
    setSummary(({ attempt }) => ({ items, attempt: attempt + 1, content: latest() }));
  return { summary, show };
}
