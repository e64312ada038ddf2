import type { Scenario } from '../src/index.ts';

/** Which scenario is next: each in turn, the last one for good; a new play takes the place of what is left of the old. */
export interface ScenarioPlayer {
  play(...scenarios: readonly Scenario[]): void;
  next(): Scenario;
}

export function createScenarioPlayer(): ScenarioPlayer {
  let left: Scenario[] = [];
  let last: Scenario = { kind: 'answer' };
  return {
    play(...scenarios) {
      left = [...scenarios];
      last = scenarios.at(-1) ?? { kind: 'answer' };
    },
    next: () => left.shift() ?? last,
  };
}
