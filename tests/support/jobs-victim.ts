import { openDatabase } from '../../core/src/db.ts';
import { openJobs } from '../../core/src/jobs.ts';
import { createLog } from '../../core/src/log.ts';

/** A process that takes a job and never ends it, to be killed by its test. */
const database = openDatabase({ url: process.argv[2] ?? '', poolSize: 5, log: { warn: () => undefined } });
const jobs = openJobs(database, createLog('silent'));
const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
jobs.defineJob<{ n: number }>('deadly', schema, () => {
  process.send?.('started');
  return new Promise(() => undefined);
});
await jobs.start();
await database.asOwner((trx) => jobs.enqueue(trx, { name: 'deadly', data: { n: 1 } }));
