/** What keeps a document from being read, with its place in it. */
export class DocumentFault extends Error {
  readonly code: string;
  readonly place: string;

  constructor(code: string, place: string, message: string) {
    super(message);
    this.name = 'DocumentFault';
    this.code = code;
    this.place = place;
  }
}
