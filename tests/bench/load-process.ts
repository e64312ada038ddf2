/** The loading process: takes orders over the channel, so that making the load costs the measured process nothing. */
import { type LoadOrder, load } from './load.ts';

process.on('message', async (order: LoadOrder) => {
  try {
    process.send?.({ result: await load(order) });
  } catch (error) {
    process.send?.({ problem: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit());
