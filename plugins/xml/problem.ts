/** The document cannot be read. Russian; names the place where there is one. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem';
}
