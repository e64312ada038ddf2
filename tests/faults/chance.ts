import { seedOf } from '../support/seed.ts';

/** The run of many and long blows, asked for by `npm run soak`. */
const isSoak = process.env.SOAK === '1';

const seed = seedOf(20_260_302);

/** The size of the test command, or of the soak. */
export function size(usual: number, soak: number): number {
  return isSoak ? soak : usual;
}

/** The same numbers for the same seed (mulberry32), from 0 to 1. */
export function openChance(from = seed): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(items: readonly T[], chance: () => number): T[] {
  return items
    .map((item) => ({ item, place: chance() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** Figures of a run, with the seed that repeats it. */
export function tell(title: string, figures: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${title}: ${JSON.stringify({ ...figures, seed })}\n`);
}
