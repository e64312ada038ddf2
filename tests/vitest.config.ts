import { defineConfig } from 'vitest/config';

/** `npm run tutorial` and the pictures of `npm run screenshots`: a text and pictures are no part of every run of the tests. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['{tutorial,pictures}/**/*.test.ts'],
    globalSetup: ['./support/global-setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
});
