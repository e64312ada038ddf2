/** Files that cannot be read as a schema at all; what a schema says and a form cannot is a `SchemaNote` instead. */
export class SchemaFault extends Error {
  readonly code: string;
  /** The file, with the line where it is known. */
  readonly place: string;

  /** @param message Russian, says what to do */
  constructor(code: string, place: string, message: string) {
    super(place === '' ? message : `${place}: ${message}`);
    this.name = 'SchemaFault';
    this.code = code;
    this.place = place;
  }
}

/** What the reader could not take over as it stands, by name and place. */
export interface SchemaNote {
  readonly level: 'error' | 'warning' | 'info';
  readonly code: string;
  /** File and line. */
  readonly place: string;
  /** Russian, names the element or type. */
  readonly message: string;
}
