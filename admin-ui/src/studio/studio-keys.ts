import { useEffect } from 'react';

interface StudioKeys {
  undo: () => void;
  redo: () => void;
  save: () => void;
  /** To the next finding. */
  problem: () => void;
  preview: () => void;
}

/** Undo, redo, save and F8 of the whole screen; in an input undo and redo stay the input's own. */
export function useStudioKeys({ undo, redo, save, problem, preview }: StudioKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = actOf(event);
      if (act === undefined) return;
      event.preventDefault();
      if (act === 'save' || act === 'problem') takeTyped(event.target, act === 'save');
      ({ undo, redo, save, problem, preview })[act]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [undo, redo, save, problem, preview]);
}

function actOf(event: KeyboardEvent): keyof StudioKeys | undefined {
  if (event.key === 'F8') return 'problem';
  if (!(event.ctrlKey || event.metaKey)) return undefined;
  // By the place of the key: a Russian layout gives «я» and «ы».
  if (event.code === 'KeyS') return 'save';
  if (event.code === 'KeyP' && !isTyping(event.target)) return 'preview';
  if (isTyping(event.target)) return undefined;
  if (event.code === 'KeyZ') return event.shiftKey ? 'redo' : 'undo';
  return event.code === 'KeyY' ? 'redo' : undefined;
}

/** A text is taken over when one leaves its input: a key that saves, or leads away, does not leave it by itself. */
function takeTyped(target: EventTarget | null, stay: boolean): void {
  if (!(target instanceof HTMLElement) || !isTyping(target)) return;
  target.blur();
  if (stay) target.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox]):not([type=radio]), textarea, [role=combobox]'))
  );
}
