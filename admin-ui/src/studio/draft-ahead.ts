import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';

type DraftView = ApiTypes['DraftView'];

const asked = new Map<string, Promise<DraftView>>();

/** Asks for a draft while the editor itself is still coming. */
export function askForDraft(id: string): void {
  const answer = readDraft(id);
  // Whoever takes it hears of the failure.
  answer.catch(() => undefined);
  asked.set(id, answer);
}

/** What was asked for ahead, once; else asks. */
export function takeDraft(id: string): Promise<DraftView> {
  const answer = asked.get(id) ?? readDraft(id);
  asked.delete(id);
  return answer;
}

export function readDraft(id: string): Promise<DraftView> {
  return request<DraftView>(`/api/admin/drafts/${id}`);
}
