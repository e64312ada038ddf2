import { defineConfig } from 'vitest/config';

/** How long a condition is waited for: a second, as usual, is little where three workers share two cores. */
const patient = { poll: { timeout: 30_000 } };

/**
 * One runner for everything. `unit` needs nothing but Node; `api` real PostgreSQL; `faults` the
 * same under blows; `journeys` a real server and Chromium as well.
 */
export default defineConfig({
  test: {
    // Journeys and faults wait for a browser, a disk or a process a third of their time: a third worker uses it on two cores.
    maxWorkers: 3,
    passWithNoTests: false,
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          expect: patient,
          // The modules of a worker are read once; a process for every file would cost as much again as its tests.
          isolate: false,
          include: [
            '{core,service-definitions,plugins,runtime-ui,admin-ui}/**/*.test.{ts,tsx}',
            'tests/{cases,plugins,gost}/**/*.test.ts',
            'tests/repo.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'api',
          expect: patient,
          include: ['tests/{api,security,conformance,ground}/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          // Every file has a database and a server of its own; the modules behind them are read once a worker (a fifth of the time).
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Processes are killed and lines cut here; `npm run soak` takes much more of it, from another seed each time.
        test: {
          name: 'faults',
          expect: patient,
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'journeys',
          expect: patient,
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          setupFiles: ['tests/support/last-look.ts'],
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
