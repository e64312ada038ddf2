/** The action that gives the result out, when it is open to this person. Pure. */
import type { ActionView, ApplicationCard } from '../api.ts';

export function issueAction({ actions }: ApplicationCard): ActionView | undefined {
  return actions.find(({ issues, open }) => issues && open);
}
