/** Which actions go over many applications at once. Pure. */
import type { WorkflowAction } from '@reglament/format';
import { employeeField } from '../workflow.ts';

/** `plain`: nothing is asked; `employee`: only who. */
export type BulkKind = 'plain' | 'employee';

/** An action that must be told something of each case, or why, is taken on its card. */
export function bulkKind(action: WorkflowAction): BulkKind | undefined {
  if (action.comment === 'required') return undefined;
  const asked = action.input?.schema.required ?? [];
  const field = employeeField(action);
  if (field !== undefined) return asked.every((name) => name === field) ? 'employee' : undefined;
  return asked.length === 0 ? 'plain' : undefined;
}
