import type { DraftChoice, Plugin, RequestTypeDraft, SourceFile } from '@reglament/sdk';
import { type Finding, hasErrors } from './finding.ts';
import { lintDefinition } from './lint.ts';

export interface LintedDraft extends RequestTypeDraft {
  /** What the linter says of the type that was made. */
  readonly findings: readonly Finding[];
}

/** A type of request out of files, by the plugin that reads them, held to the format like any other definition. */
export function draftType(plugin: Plugin, files: readonly SourceFile[], choice: DraftChoice): LintedDraft {
  const draft = plugin.draftRequestType?.(files, choice) ?? { roots: [], notes: [] };
  if (draft.type === undefined) return { ...draft, findings: [] };
  const findings = lintDefinition(draft.type, () => undefined);
  if (!hasErrors(findings)) return { ...draft, findings };
  const { type: _unfit, ...rest } = draft;
  return { ...rest, findings };
}
