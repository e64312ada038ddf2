import type { Scenario } from '@reglament/sdk';

/** The process of the emulator asks whoever started it how to treat what comes next, and what time it is there. */
export interface Led {
  readonly scenario: Scenario;
  /** Milliseconds by which that clock is ahead of the machine's. */
  readonly ahead: number;
}

/** From the process of the emulator. */
export type Told = { readonly listening: number; readonly rsaKey: string } | { readonly ask: number };

/** To it. */
export interface Answered extends Led {
  readonly answer: number;
}

/** To it: where a system that is signed out of here is told of it. */
export interface Reach {
  readonly reach: string;
}

export type AskNext = () => Promise<Scenario>;

/** What is done to the next id_token. */
export const ALTERATIONS = ['signature', 'nonce', 'audience', 'expired', 'issuer', 'none', 'clock'] as const;

export interface Alteration {
  readonly what: (typeof ALTERATIONS)[number];
  /** Of `clock`: by how many seconds that of whoever signs is ahead. */
  readonly seconds: number;
}

export function alterationOf(scenario: Scenario): Alteration | undefined {
  if (scenario.kind !== 'special' || scenario.name !== 'alter') return undefined;
  const what = ALTERATIONS.find((known) => known === scenario.with?.what);
  return what && { what, seconds: Number(scenario.with?.seconds ?? 0) };
}

/** New keys in the place of the old ones, from here on. */
export function isRotation(scenario: Scenario): boolean {
  return scenario.kind === 'special' && scenario.name === 'rotate';
}

/** Who signs in without being asked: whom the scenario names, or the first for a program that cannot choose on a page. */
export function chosenBy(scenario: Scenario, isBrowser: boolean): string | undefined {
  if (scenario.kind === 'special' && scenario.name === 'person') return String(scenario.with?.person);
  if (scenario.kind === 'special' && typeof scenario.with?.person === 'string') return scenario.with.person;
  return isBrowser ? undefined : 'sokolova';
}
