/** One promise of the contract, tried on a plugin. */
export interface KitCase {
  /** Part and promise, such as `send.twice`: the same in every plugin. */
  readonly code: string;
  /** Russian: what holds. */
  readonly title: string;
  /** @throws AssertionError that says in Russian what was promised and what happened */
  run(): Promise<void>;
}
