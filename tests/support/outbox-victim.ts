import { openDatabase } from '../../core/src/db.ts';
import { createLog } from '../../core/src/log.ts';
import { openOutboxWorker } from '../../core/src/outbox/worker.ts';

/** A process that takes an entry and never ends it, to be killed by its test. */
const database = openDatabase({ url: process.argv[2] ?? '', poolSize: 3, log: { warn: () => undefined } });
const worker = openOutboxWorker({
  database,
  clock: () => new Date(),
  log: createLog('silent'),
  topic: 'deadly',
  limit: 1,
  perLane: 1,
  leaseSeconds: 1,
  patience: { first: 1_000, longest: 1_000, most: 2 },
  handle: ({ attempt }) => {
    process.send?.({ attempt });
    return new Promise(() => undefined);
  },
});
await worker.start();
