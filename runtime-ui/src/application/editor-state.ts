import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ApplicationCard, ApplicationContent } from '../api.ts';
import { request } from '../client.ts';
import { announce } from '../ui/live-region.tsx';
import { useConflicts } from './conflicts.ts';
import { changedParts, contentOf, emptyContent, isChanged, sendable } from './content.ts';
import { useKeptDraft } from './kept-draft.ts';
import type { LocalDraft } from './local-draft.ts';
import { type Conflict, type Merged, mergeTyped, putValue } from './merge.ts';
import { newUuid } from './uuid.ts';

interface EditorStateInput {
  userId: string;
  /** Under what name this computer keeps what is typed: the id of the case, or the place of a new one. */
  place: string;
  service: string;
  /** The case as it stands now; of a new application none until its row is made. */
  card: ApplicationCard | undefined;
}

export interface EditorState {
  content: ApplicationContent;
  /** What has been typed up to now, also before the screen is drawn anew. */
  latest: () => ApplicationContent;
  change: (content: ApplicationContent) => void;
  dirty: boolean;
  /** When what was found on this computer was typed. */
  restoredAt: number | undefined;
  discard: () => void;
  /** As the server has it, as far as is known here. */
  saved: ApplicationContent;
  /** What a colleague changed to something else while it was being changed here; nothing is saved until it is settled. */
  conflicts: readonly Conflict[];
  settle: (conflict: Conflict, whose: 'mine' | 'theirs') => void;
  saving: boolean;
  failure: Error | null;
  clearFailure: () => void;
  /** Sends what has changed and gives the card; throws what the server refused. */
  save: () => Promise<ApplicationCard>;
  /** False when this computer keeps nothing, so that the person can be told. */
  kept: boolean;
}

/** Typed → kept on this computer at once → saved on the server when asked. Nothing typed is lost on the way. */
export function useEditorState({ userId, place, service, card }: EditorStateInput): EditorState {
  const draft = useKeptDraft({ userId, service, place });
  const [base, setBase] = useState<ApplicationContent>(() => (card ? contentOf(card) : emptyContent));
  const [restored] = useState(() => restore(draft.found, base));
  const { value: content, latest, put } = useLatest<ApplicationContent>(restored.content);
  const differing = useConflicts(restored.conflicts, content);
  const [restoredAt, setRestoredAt] = useState(isChanged(base, restored.content) ? draft.found?.at : undefined);
  const stored = useRef(card);
  /** The case as the server has it now; what was being typed stays, the rest follows. */
  const adopt = (fresh: ApplicationCard) => {
    if (stored.current && fresh.version <= stored.current.version) return;
    const before = stored.current ? contentOf(stored.current) : base;
    stored.current = fresh;
    setBase(contentOf(fresh));
    const merged = mergeTyped({ before, typed: latest.current, now: contentOf(fresh) });
    put(merged.content);
    differing.add(merged.conflicts);
    // Kept again over what the server has now, or the same places would differ once more after a reload.
    if (isChanged(contentOf(fresh), merged.content)) draft.keep(merged.content, contentOf(fresh));
  };
  useEffect(() => {
    if (card) adopt(card);
  });
  const forget = () => {
    draft.drop();
    differing.clear();
    setRestoredAt(undefined);
  };
  const saving = useSaving({
    service,
    stored,
    latest,
    onSaved: (saved) => {
      forget();
      adopt(saved);
    },
  });
  const change = (next: ApplicationContent) => {
    put(next);
    draft.keep(next, base);
  };
  return {
    ...saving,
    content,
    latest: () => latest.current,
    change,
    saved: base,
    conflicts: differing.conflicts,
    settle: (conflict, whose) => {
      differing.remove(conflict);
      saving.clearFailure();
      if (whose === 'theirs') change(putValue(latest.current, conflict, conflict.theirs));
    },
    dirty: isChanged(base, content),
    restoredAt,
    discard: () => {
      forget();
      put(base);
    },
    kept: draft.kept,
  };
}

/** What this computer kept, laid over what the server has now: a colleague may have gone on meanwhile. */
function restore(found: LocalDraft | undefined, base: ApplicationContent): Merged {
  const { content: typed, base: before = base } = found ?? { content: base };
  return mergeTyped({ before, typed, now: base });
}

/** State whose newest value can be read at once, also before the screen is drawn anew. */
function useLatest<Value>(initial: Value) {
  const [value, setValue] = useState(initial);
  const latest = useRef(value);
  const put = (next: Value) => {
    latest.current = next;
    setValue(next);
  };
  return { value, latest, put };
}

interface SavingInput {
  service: string;
  stored: { current: ApplicationCard | undefined };
  latest: { current: ApplicationContent };
  onSaved: (card: ApplicationCard) => void;
}

/** The way to the server: the first save makes the row, the later ones send the parts that differ. */
function useSaving({
  service,
  stored,
  latest,
  onSaved,
}: SavingInput): Pick<EditorState, 'saving' | 'failure' | 'clearFailure' | 'save'> {
  const queryClient = useQueryClient();
  const [key] = useState(newUuid);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  const saveNow = async (): Promise<ApplicationCard> => {
    setSaving(true);
    setFailure(null);
    try {
      const saved = await send({ service, key }, stored.current, latest.current);
      onSaved(saved);
      tellQueries(queryClient, saved);
      announce('Сохранено');
      return saved;
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      throw problem;
    } finally {
      setSaving(false);
    }
  };
  /** One after another: two at once would make two rows of a new application. */
  const save = (): Promise<ApplicationCard> => {
    const next = running.current.then(saveNow, saveNow);
    running.current = next;
    return next;
  };
  return { saving, failure, clearFailure: () => setFailure(null), save };
}

interface Creation {
  service: string;
  /** One for each new application: when the answer was lost and it is sent again, the server makes no second one. */
  key: string;
}

async function send(
  { service, key }: Creation,
  card: ApplicationCard | undefined,
  typed: ApplicationContent,
): Promise<ApplicationCard> {
  if (!card) {
    const body = { service, key, ...sendable(changedParts(emptyContent, typed)) };
    const created = await request<ApplicationCard>('/api/applications', { method: 'POST', body });
    // Made by an earlier try, it lacks what was typed since.
    return send({ service, key }, created, typed);
  }
  const parts = sendable(changedParts(contentOf(card), typed));
  if (Object.keys(parts).length === 0) return card;
  const body = { version: card.version, ...parts };
  return request<ApplicationCard>(`/api/applications/${card.id}`, { method: 'PATCH', body });
}

function tellQueries(queryClient: QueryClient, saved: ApplicationCard): void {
  queryClient.setQueryData(['application', saved.id], saved);
  void queryClient.invalidateQueries({ queryKey: ['applications'] });
  void queryClient.invalidateQueries({ queryKey: ['application', saved.id, 'history'] });
}
