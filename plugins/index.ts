import type { Plugin } from '@reglament/sdk';

/** The shipped plugins, by hand: a test holds this list against the folders beside it. */
export const plugins: readonly Plugin[] = [];
