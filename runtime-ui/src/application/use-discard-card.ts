import { App } from 'antd';
import type { ApplicationCard } from '../api.ts';
import { heldUpload } from '../form/index.ts';
import { useDiscards } from './discards.ts';
import type { EditorState } from './editor-state.ts';

/** What was typed goes with the draft, so that it comes back with it. */
export function useDiscardCard(card: ApplicationCard, editor: EditorState) {
  const { message } = App.useApp();
  const { discard } = useDiscards();
  return async () => {
    const held = heldUpload();
    if (held) return message.warning(held);
    const saved = editor.dirty ? await editor.save().catch(() => undefined) : undefined;
    if (!(await discard([saved ?? card]))) return;
    editor.discard();
    editor.clearFailure();
  };
}
