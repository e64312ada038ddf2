import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from './ground.ts';
import { type Layer, type LayerName, layerTitles } from './layer-of.ts';
import type { Reading } from './meter.ts';
import type { BenchOptions } from './options.ts';
import { orderLoad, type RunningProcess } from './processes.ts';

export interface Metered {
  readonly product: Product;
  readonly loader: RunningProcess;
  readonly options: BenchOptions;
}

/** What each layer takes of one request, when requests come one by one. */
export async function measureLayers(
  { product, loader, options }: Metered,
  name: string,
  requests: readonly string[],
): Promise<readonly Layer[]> {
  const { seconds, profiles } = options;
  const order = { port: product.port, requests, connections: 1 };
  await orderLoad(loader, { ...order, seconds: Math.min(1, seconds) });
  const begun = product.hears('metering');
  product.tell({ meter: 'begin' });
  await begun;
  const { count } = await orderLoad(loader, { ...order, seconds });
  const read = product.hears<Reading>('reading');
  product.tell({ meter: 'end' });
  const { statements, cpu, profile } = await read;
  if (profiles !== undefined) writeFileSync(join(profiles, `${name}.cpuprofile`), JSON.stringify(profile));
  return (Object.keys(layerTitles) as LayerName[]).map((layer) => ({
    name: layer,
    roundTrips: (statements[layer]?.count ?? 0) / count,
    databaseMs: (statements[layer]?.ms ?? 0) / count,
    cpuMs: (cpu[layer] ?? 0) / count,
  }));
}
