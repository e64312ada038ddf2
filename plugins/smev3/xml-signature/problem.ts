/** The signature cannot be made or does not hold. Russian; says what is wrong with it. */
export class SignatureProblem extends Error {
  override readonly name = 'SignatureProblem';
}
