import { useMemo, useState } from 'react';
import type { ActionView } from '../api.ts';

/**
 * A card tells the form of an action only while the action is open. One that closes under a person's hands keeps its form,
 * so that nothing they have typed goes out of sight.
 */
export function useKeptForm(action: ActionView): ActionView {
  const [kept, setKept] = useState(action);
  if (action.code !== kept.code || (action.input !== undefined && action.input !== kept.input)) setKept(action);
  const input = action.input ?? (action.code === kept.code ? kept.input : undefined);
  return useMemo(() => (input === undefined ? action : { ...action, input }), [action, input]);
}
