import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ActionView, ApplicationCard } from '../api.ts';
import { type Problem, ProblemError } from '../client.ts';
import { heldUpload, type SummaryItem } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { announce } from '../ui/live-region.tsx';
import type { EditorHandle } from './application-editor.tsx';
import { showConflicts } from './conflicts.ts';
import type { Done } from './done-notice.tsx';
import { useEditorState } from './editor-state.ts';
import { missingPapers, summaryOf } from './summary.ts';
import { useSummary } from './use-summary.ts';

const noProblems: readonly Problem[] = [];

/** An action that was chosen, with the case as it stood after what was typed had been saved. */
interface Started {
  chosen: ActionView;
  on: ApplicationCard;
}

function doneOf({ chosen, on }: Started, after: ApplicationCard): Done {
  const numbered = on.number === null && after.number !== null;
  const title = chosen.done ?? `Выполнено: ${chosen.title}`;
  return { title, state: after.state, numbered, issued: chosen.issues === true };
}

/** What a person does on a card: edits, saves, starts actions, and what the server has against it. */
export function useCardWork(card: ApplicationCard, showData: () => void, before: Done | null) {
  const me = useMe();
  const reread = useReread(card.id);
  const editor = useEditorState({ userId: me.user.id, place: card.id, service: card.service.code, card });
  const form = useRef<EditorHandle>(null);
  const { summary, show } = useSummary(editor);
  const [refused, setRefused] = useState<ProblemError | null>(null);
  const [started, setStarted] = useState<Started | null>(null);
  const [done, setDone] = useDone(card, before);

  /** Saves what was typed; undefined when it was not accepted. */
  const save = async (): Promise<ApplicationCard | undefined> => {
    if (!card.editable) return card;
    form.current?.flush();
    const items = form.current?.check(false) ?? [];
    show(items);
    if (items.length > 0) return undefined;
    if (showConflicts(editor)) return undefined;
    setRefused(null);
    return editor.save().catch(() => undefined);
  };
  const { message } = App.useApp();
  const start = async (chosen: ActionView) => {
    const held = heldUpload();
    if (held) return message.warning(held);
    const on = await save();
    if (!on) return;
    setDone(null);
    setStarted({ chosen, on });
  };
  /** A refusal that names fields is shown at them; anything else is left to the dialog. */
  const onRefused = (failure: Error): boolean => {
    if (!card.editable || !(failure instanceof ProblemError) || failure.problems.length === 0) return false;
    setRefused(failure);
    showData();
    show(summaryOf(failure.problems, form.current?.check(true) ?? []));
    return true;
  };
  const refresh = () => {
    editor.clearFailure();
    reread();
  };
  const told = editor.failure instanceof ProblemError ? editor.failure : refused;
  const onDone = (after: ApplicationCard) => started && setDone(doneOf(started, after));
  return {
    editor,
    form,
    summary,
    problems: told?.problems ?? noProblems,
    started,
    done,
    onDone,
    save,
    review: reviewWith({ save, form, showData, show }),
    start,
    finish: () => setStarted(null),
    onRefused,
    refresh,
  };
}

interface Reviewing {
  save: () => Promise<ApplicationCard | undefined>;
  form: RefObject<EditorHandle | null>;
  showData: () => void;
  show: (items: readonly SummaryItem[]) => void;
}

/** Shows all that is still to be answered and handed in, where an action waits for something else as well; false: nothing is. */
function reviewWith({ save, form, showData, show }: Reviewing) {
  return async (): Promise<boolean> => {
    const on = await save();
    if (on === undefined) return true;
    const items = [...(form.current?.check(true) ?? []), ...missingPapers(on)];
    if (items.some((one) => one.form !== 'documents')) showData();
    show(items);
    return items.length > 0;
  };
}

/** What one has done is told until somebody else takes the case further: beside another state it would say what is no longer so. */
function useDone({ state }: ApplicationCard, before: Done | null) {
  const [done, setDone] = useState<Done | null>(before);
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current === state) return;
    seen.current = state;
    setDone((told) => (told?.state === state ? told : null));
  }, [state]);
  return [done, setDone] as const;
}

export type CardWork = ReturnType<typeof useCardWork>;

function useReread(id: string): () => void {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: ['application', id] });
    announce('Данные заявки обновлены');
  };
}
