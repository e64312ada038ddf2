/** What came is no message of the service: it says why, in Russian. */
export class UnreadableMessage extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableMessage';
  }
}
