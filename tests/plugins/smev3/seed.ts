/** The same cases each time; `SEED=random` or a number asks for others, and a failure prints the one it ran with. */
export const seed = process.env.SEED === 'random' ? Date.now() % 2 ** 31 : Number(process.env.SEED ?? 20_261_125);
