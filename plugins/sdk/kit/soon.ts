/** A timer that does not keep the process alive. */
export function soon(milliseconds: number): Promise<'late'> {
  return new Promise((done) => setTimeout(() => done('late'), milliseconds).unref());
}
