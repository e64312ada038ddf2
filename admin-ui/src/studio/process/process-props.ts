import type { WorkflowDefinition } from '@reglament/format';
import type { Finding } from '../draft-session.ts';
import type { Choice } from '../tab-props.ts';

export type EditWorkflow = (
  label: string,
  change: (workflow: WorkflowDefinition) => WorkflowDefinition,
  key?: string,
) => void;

/** What is being looked at: a row or a column of the table, a box or an arrow of the diagram. */
export interface Chosen {
  readonly kind: 'state' | 'action';
  readonly code: string;
}

export interface ProcessProps {
  workflow: WorkflowDefinition;
  edit: EditWorkflow;
  findings: readonly Finding[];
  problemAt: (pointer: string) => string | undefined;
  dictionaries: Choice[];
  /** Codes of states and actions that some published version has: cases stand in them and journals name them. */
  frozen: ReadonlySet<string>;
  chosen: Chosen | undefined;
  onChoose: (chosen: Chosen | undefined) => void;
}
