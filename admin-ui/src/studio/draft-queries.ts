import type { ApiTypes } from '@reglament/core/api';
import type { Json } from '@reglament/core/rules';
import { ProblemError, request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';
import { takeDraft } from './draft-ahead.ts';
import type { OpenedDraft, SavedSteps, StepsToSave } from './draft-session.ts';
import { keptLabel, readLabel } from './step-language.ts';
import type { Step } from './step-stack.ts';

export type DraftView = ApiTypes['DraftView'];
export type DraftItem = ApiTypes['DraftItem'];
export type NewDraft = ApiTypes['NewDraft'];

export function useDrafts() {
  return useQuery({
    queryKey: ['admin', 'drafts'],
    queryFn: () => request<ApiTypes['DraftList']>('/api/admin/drafts'),
  });
}

export function useDraft(id: string) {
  return useQuery({
    queryKey: ['admin', 'draft', id],
    queryFn: () => takeDraft(id),
    // What is typed lives in the session of the screen: the answer is its beginning only.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function openedOf({ revision, content, steps, findings }: DraftView): OpenedDraft {
  const own = steps.filter(({ mine }) => mine) as unknown as Step[];
  return { revision, content: content as Json, steps: own.map(inOwnWords), findings };
}

export async function saveSteps(id: string, message: StepsToSave): Promise<SavedSteps> {
  const saved = await request<ApiTypes['DraftSaved']>(`/api/admin/drafts/${id}/steps`, {
    method: 'POST',
    body: { ...message, steps: message.steps.map((step) => ({ ...step, label: keptLabel(step.label) })) },
  });
  return savedOf(saved);
}

export async function readStepsAfter(id: string, after: number): Promise<SavedSteps> {
  return savedOf(await request<ApiTypes['DraftSaved']>(`/api/admin/drafts/${id}/steps`, { query: { after } }));
}

function savedOf(saved: ApiTypes['DraftSaved']): SavedSteps {
  return { ...saved, missed: (saved.missed as unknown as SavedSteps['missed']).map(inOwnWords) };
}

function inOwnWords<One extends Step>(step: One): One {
  return { ...step, label: readLabel(step.label) };
}

export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'versionConflict';
}

export function beginDraft(body: NewDraft): Promise<ApiTypes['DraftPlace']> {
  return request<ApiTypes['DraftPlace']>('/api/admin/drafts', { method: 'POST', body });
}

export function discardDraft(id: string): Promise<void> {
  return request<void>(`/api/admin/drafts/${id}`, { method: 'DELETE' });
}

export function restoreDraft(id: string): Promise<DraftView> {
  return request<DraftView>(`/api/admin/drafts/${id}/restore`, { method: 'POST' });
}
