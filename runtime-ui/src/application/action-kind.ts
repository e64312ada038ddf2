/** How an action is asked for, drawn from its own input form. Pure. */
import type { FormDefinition } from '@reglament/format';
import type { ActionView } from '../api.ts';

export type ActionKind = 'immediate' | 'confirm' | 'assign' | 'dialog' | 'page';

/** A form of this many questions needs a page of its own, with what it leads to shown beside. */
const pageFrom = 3;

/** The field that chooses an employee, if the whole question is who. */
export function employeeField(input: FormDefinition | undefined): string | undefined {
  return Object.entries(input?.ui ?? {}).find(([, ui]) => ui.widget === 'employee')?.[0];
}

export function actionKind({ input, comment, issues }: ActionView, phase: string): ActionKind {
  if (employeeField(input) !== undefined) return 'assign';
  // Somebody stands at the desk: what is asked is said over the case itself.
  if (issues) return 'dialog';
  const fields = Object.keys(input?.schema.properties ?? {}).length;
  if (fields >= pageFrom) return 'page';
  if (fields > 0 || comment !== 'none') return 'dialog';
  // A draft loses nothing by its registration; later steps are seen by others at once.
  return phase === 'draft' ? 'immediate' : 'confirm';
}
