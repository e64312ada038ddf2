/** What keeps the product from starting and only a person can change: shown as it is, without a stack. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}
