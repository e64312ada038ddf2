import { defineConfig } from 'vitest/config';

/** `npm run tutorial`: a text and its pictures are no part of every run of the tests. */
export default defineConfig({
  test: {
    include: ['tests/tutorial/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
});
