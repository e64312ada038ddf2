import type { ApiTypes } from '../api.gen.ts';
import type { Finding } from '../definition/finding.ts';
import { knownIn } from '../definition/in-force.ts';
import { lintDefinition } from '../definition/lint.ts';
import type { Deps } from '../deps.ts';
import type { Session } from '../session/session.ts';
import type { DraftRow, StepRow } from './queries.ts';

type LintDeps = Pick<Deps, 'definitions' | 'connections'>;

/** What the linter says of a draft as it stands, against what is published. */
function lintDraft({ text }: Pick<DraftRow, 'text'>, { definitions, connections }: LintDeps): Finding[] {
  return lintDefinition(JSON.parse(text), knownIn(definitions), connections.findKind);
}

export function draftFindings(draft: Pick<DraftRow, 'text'>, deps: LintDeps): ApiTypes['DefinitionFinding'][] {
  return lintDraft(draft, deps).map(findingView);
}

export function findingView({ level, code, pointer, message, todo, fix }: Finding): ApiTypes['DefinitionFinding'] {
  return { level, code, pointer, message, todo, fix: fix === undefined ? null : { ...fix } };
}

export function stepView(
  { revision, label, changes, reverts, authorId, author, at }: StepRow,
  { user }: Pick<Session, 'user'>,
): ApiTypes['DraftStepView'] {
  const own = changes as unknown as ApiTypes['DraftStepView']['changes'];
  return { revision, label, changes: own, reverts, author, mine: authorId === user.id, at: at.toISOString() };
}
