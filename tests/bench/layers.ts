import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../core/src/db.ts';
import type { Product } from './ground.ts';
import { type LayerName, type Layers, layerTitles } from './layer-of.ts';
import type { Reading } from './meter.ts';
import type { BenchOptions } from './options.ts';
import { orderLoad, type RunningProcess } from './processes.ts';
import { watchStatements } from './statement-log.ts';

export interface Metered {
  readonly product: Product;
  readonly database: Database;
  readonly loader: RunningProcess;
  readonly options: BenchOptions;
}

/** The log takes some kilobytes for each request. */
const longest = 2;

/** What each layer takes of one request, when requests come one by one. */
export async function measureLayers(
  { product, database, loader, options }: Metered,
  name: string,
  requests: readonly string[],
): Promise<Layers> {
  const seconds = Math.min(longest, options.seconds);
  const order = { port: product.port, requests, connections: 1, seconds };
  await orderLoad(loader, order);
  const begun = product.hears('metering');
  product.tell({ meter: 'begin' });
  await begun;
  const statements = await watchStatements(database);
  const { count } = await orderLoad(loader, order);
  const times = await statements();
  const read = product.hears<Reading>('reading');
  product.tell({ meter: 'end' });
  const { messages, waitMs, cpu, profile } = await read;
  if (options.profiles !== undefined) {
    writeFileSync(join(options.profiles, `${name}.cpuprofile`), JSON.stringify(profile));
  }
  const layers = (Object.keys(layerTitles) as LayerName[]).map((layer) => ({
    name: layer,
    statements: (times[layer]?.count ?? 0) / count,
    databaseMs: (times[layer]?.ms ?? 0) / count,
    cpuMs: (cpu[layer] ?? 0) / count,
  }));
  return { layers, messages: messages / count, waitMs: waitMs / count };
}
