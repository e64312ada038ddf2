import { seedOf } from '../../support/seed.ts';

export const seed = seedOf(20_261_125);
