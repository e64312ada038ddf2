/**
 * The same cases each time; `SEED=17` or `SEED=random` asks for others. What was drawn is printed, so that it can be asked
 * for again.
 */
export function seedOf(usual: number): number {
  const asked = process.env.SEED;
  if (asked === undefined) return usual;
  const seed = asked === 'random' ? Date.now() % 2 ** 31 : Number(asked);
  if (!Number.isSafeInteger(seed)) throw new Error(`SEED=${asked}: a whole number, or random`);
  process.stdout.write(`SEED=${seed}\n`);
  return seed;
}
