/** A decision being written, kept for this tab until it is saved or given up. */
import type { Answers } from '../form/index.ts';

interface Place {
  userId: string;
  applicationId: string;
  action: string;
}

const keyOf = ({ userId, applicationId, action }: Place): string =>
  `reglament.input.${userId}.${applicationId}.${action}`;

export function keepInput(place: Place, answers: Answers): void {
  try {
    sessionStorage.setItem(keyOf(place), JSON.stringify(answers));
  } catch {
    // Without room it still stands on the screen; only a reload would lose it.
  }
}

export function findInput(place: Place): Answers | undefined {
  const text = sessionStorage.getItem(keyOf(place));
  return text === null ? undefined : (JSON.parse(text) as Answers);
}

export function dropInput(place: Place): void {
  sessionStorage.removeItem(keyOf(place));
}
