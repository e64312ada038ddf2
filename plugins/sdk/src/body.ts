/** A body of the installation, as a plugin knows it. */
export interface BodyRef {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}
