import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';

export type Plan = ApiTypes['CaseMigrationPlan'];
export type MovedCase = ApiTypes['MigratedCase'];

/** As many as are moved in one answer: often enough to see how it goes. */
const CHUNK = 25;

export function useMigrationPlan(code: string) {
  return useQuery({
    queryKey: ['admin', 'case-migration', code],
    queryFn: () => request<Plan>(`/api/admin/services/${code}/case-migration`),
    // Decisions are made over it: it is read anew only when the screen is opened anew.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  });
}

/** What the administrator has decided; `null` leaves cases of a state, or an answer of a field, behind. */
export interface Decisions {
  readonly states: Readonly<Record<string, string | null>>;
  readonly fields: Readonly<Record<string, string | null>>;
}

export function suggestedBy({ states, fields }: Plan): Decisions {
  const table = (items: readonly { readonly code: string; readonly suggested: string | null }[]) =>
    Object.fromEntries(items.map(({ code, suggested }) => [code, suggested]));
  return { states: table(states), fields: table(fields) };
}

/** Two old fields that become one, as the screen must not let through. */
export function takenTwice({ fields }: Decisions): string | undefined {
  const targets = Object.values(fields).filter((target) => target !== null);
  return targets.find((target, at) => targets.indexOf(target) !== at);
}

export interface Run {
  readonly code: string;
  readonly decisions: Decisions;
  readonly comment: string;
  readonly dryRun: boolean;
  /** Told after each piece; stops the run when it says so. */
  readonly onPiece: (items: readonly MovedCase[]) => 'goOn' | 'stop';
}

/** Piece by piece to the end. What fails keeps what was moved: a run that is begun again goes on from there. */
export async function runMigration({ code, decisions, comment, dryRun, onPiece }: Run): Promise<void> {
  const states = Object.entries(decisions.states).map(([from, to]) => ({ from, to }));
  const renames = Object.entries(decisions.fields).flatMap(([from, to]) => (to === null ? [] : [{ from, to }]));
  let after: string | null | undefined;
  do {
    const body = { dryRun, comment, states, renames, limit: CHUNK, ...(after == null ? {} : { after }) };
    const answer = await request<ApiTypes['CaseMigrationResult']>(`/api/admin/services/${code}/case-migration`, {
      method: 'POST',
      body,
    });
    after = answer.next;
    if (onPiece(answer.items) === 'stop') return;
  } while (after !== null);
}
