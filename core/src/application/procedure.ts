import type { Phase, ProcedureSpec } from '@reglament/format';
import type { DecisionKind, DecisionStatus } from './facts.ts';

/** What decides whether a procedure may begin on an application. */
export interface ProcedureGround {
  readonly phase: Phase;
  readonly decision: { readonly kind: DecisionKind; readonly status: DecisionStatus } | null;
  /** Number of an open procedure of this kind on the same application, `''` while it has none. */
  readonly open: string | undefined;
}

/** Why the procedure cannot begin now, in words that say what to do; undefined when it can. */
export function findProcedureProblem(spec: ProcedureSpec, ground: ProcedureGround): string | undefined {
  const { phase, decision, open } = ground;
  if (decision?.status === 'revoked') return 'Решение по заявке отменено';
  if (decision?.status === 'published') {
    if (!spec.decisions.includes(decision.kind)) return 'По такому решению эта процедура не проводится';
  } else if (spec.undecided !== true) {
    return 'Процедура начинается после того, как решение по заявке опубликовано';
  }
  if (!spec.phases.includes(phase)) return 'В нынешнем состоянии заявки эта процедура не проводится';
  if (open === undefined) return undefined;
  return `Такая процедура уже начата${open === '' ? '' : ` (№ ${open})`}: завершите её`;
}
