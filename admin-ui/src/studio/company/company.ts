import type { DraftEvent } from '@reglament/runtime-ui/client';

/** Who else has the same draft before them, as their pages say it. Pure: time is an argument. */

export interface Companion {
  readonly userId: string;
  readonly name: string;
  /** Milliseconds: when they were last heard, and when they last saved something. */
  readonly heard: number;
  readonly saved: number | undefined;
}

/** A page says every half a minute that it is there; one that died is forgotten after this. */
const LIFE = 75_000;
/** For so long after saving one is said to edit. */
const EDITS = 60_000;

export function heard(company: readonly Companion[], event: DraftEvent, now: number): readonly Companion[] {
  const { userId, name, said } = event;
  const others = company.filter((one) => one.userId !== userId);
  if (said === 'left') return others;
  const before = company.find((one) => one.userId === userId);
  const companion: Companion = { userId, name, heard: now, saved: said === 'saved' ? now : before?.saved };
  return [...others, companion].sort((one, other) => one.name.localeCompare(other.name, 'ru'));
}

export function present(company: readonly Companion[], now: number): readonly Companion[] {
  const left = company.filter((one) => now - one.heard < LIFE);
  return left.length === company.length ? company : left;
}

/** Whoever is not known yet does not know of us either. */
export function isNew(company: readonly Companion[], { userId, said }: DraftEvent): boolean {
  return said !== 'left' && !company.some((one) => one.userId === userId);
}

export function edits({ saved }: Companion, now: number): boolean {
  return saved !== undefined && now - saved < EDITS;
}
