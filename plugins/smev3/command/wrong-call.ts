/** The command was called wrongly, or what it was given cannot be used: told to the person, exit code 2. */
export class WrongCall extends Error {
  override readonly name = 'WrongCall';
}
