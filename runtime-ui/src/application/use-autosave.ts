import { useEffect, useRef } from 'react';
import type { EditorHandle } from './application-editor.tsx';
import type { EditorState } from './editor-state.ts';

/** How long typed changes of a draft may stand unsaved; till then this computer keeps them. Each saving is a line of the history. */
const saveAfter = 60_000;

interface AutosaveInput {
  editor: EditorState;
  form: { current: EditorHandle | null };
  enabled: boolean;
}

/** A draft goes to the server by itself, when it may: whole values only, and nothing that a person has to decide first. */
export function useAutosave({ editor, form, enabled }: AutosaveInput): void {
  const { dirty, conflicts, failure, saving } = editor;
  const due = enabled && dirty && conflicts.length === 0 && failure === null && !saving;
  const run = useRef(() => {});
  run.current = () => {
    if (due && form.current?.isSound()) void editor.save().catch(() => undefined);
  };
  useEffect(() => {
    if (!due) return;
    const timer = window.setInterval(() => run.current(), saveAfter);
    return () => window.clearInterval(timer);
  }, [due]);
}
