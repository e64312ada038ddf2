import { sealKey } from '../../core/src/journal/seal.ts';
import { verifyJournal } from '../../core/src/journal/verify.ts';
import { type CpuMeter, processMeter, residentMegabytes } from './cpu.ts';
import {
  fill,
  type Ground,
  type Product,
  prepareGround,
  startFirst,
  startFloor,
  startLoader,
  startProduct,
} from './ground.ts';
import type { Layers } from './layer-of.ts';
import { measureLayers } from './layers.ts';
import type { LoadResult } from './load.ts';
import type { BenchOptions } from './options.ts';
import { orderLoad, type RunningProcess } from './processes.ts';
import { logStatements } from './statement-log.ts';
import { makeWorkloads, type Workload, type WorkloadName, workloadNames } from './workloads.ts';

/** With milliseconds of the processor for one request: of the server, and of PostgreSQL. */
export interface SideResult extends LoadResult {
  readonly serverCpuMs: number;
  readonly databaseCpuMs: number;
}

/** Medians of the rounds of both sides. */
export interface Comparison {
  readonly workload: WorkloadName;
  readonly connections: number;
  readonly product: SideResult;
  readonly floor: SideResult;
}

export interface BenchResult {
  readonly rows: number;
  readonly comparisons: readonly Comparison[];
  readonly layers: Readonly<Record<WorkloadName, Layers>>;
  /** Milliseconds from the start of the process until it answers: over an empty database, and over the one with the rows. */
  readonly start: { readonly firstMs: number; readonly usualMs: number };
  /** Whether the chains of all events hold, of the rows made beforehand and of those that came with the load. */
  /** How long the check of all its chains took, beside what it said. */
  readonly journal: { readonly ok: boolean; readonly events: number; readonly seconds: number };
  /** Of the product's only process, with web and worker roles: when it was ready, and after all the load. */
  readonly memory: { readonly readyMb: number; readonly loadedMb: number };
}

export interface BenchPlace {
  /** A PostgreSQL that runs already; otherwise one is started for the run, and every commit of it reaches the disk. */
  readonly server?: string | undefined;
  readonly say: (line: string) => void;
}

/** Everything from the empty folder to the figures; leaves nothing behind. */
export async function runBench(options: BenchOptions, { server, say }: BenchPlace): Promise<BenchResult> {
  const ground = await prepareGround({ server });
  const running: RunningProcess[] = [];
  const kept = <Kept extends RunningProcess>(process: Kept): Kept => {
    running.push(process);
    return process;
  };
  try {
    say('Первый запуск продукта');
    const first = kept(await startFirst(ground));
    await first.stop();
    say(`Заявок в обе базы: ${options.rows}`);
    await fill(ground, options.rows);
    const product = kept(await startProduct(ground));
    const readyMb = residentMegabytes(product.pid);
    const sides = { ground, product, floor: kept(await startFloor(ground)), loader: kept(startLoader(ground)) };
    const workloads = await makeWorkloads(ground, product, options.rows);
    const comparisons = await compareAll(sides, { options, workloads, say });
    const memory = { readyMb, loadedMb: residentMegabytes(product.pid) };
    await product.stop();
    say('Слои: тот же продукт с измерителем, одно соединение');
    const layers = await measureAll(ground, { options, loader: sides.loader });
    const start = { firstMs: first.readyMs, usualMs: product.readyMs };
    const journal = await checkJournal(ground);
    return { rows: options.rows, comparisons, layers, start, journal, memory };
  } finally {
    for (const process of running) await process.stop();
    await ground.clear();
  }
}

async function checkJournal({ product }: Ground): Promise<BenchResult['journal']> {
  // No seals: the load has lasted for minutes, and a seal is made once a day.
  const seals = { numbers: async () => [], read: async () => undefined, write: async () => undefined };
  const begin = performance.now();
  const { ok, rows } = await verifyJournal({ database: product, seals, key: sealKey('x'.repeat(32)) });
  return { ok, events: rows, seconds: (performance.now() - begin) / 1000 };
}

interface Sides {
  readonly ground: Ground;
  readonly product: Product;
  readonly floor: RunningProcess & { readonly port: number };
  readonly loader: RunningProcess;
}

interface Course {
  readonly options: BenchOptions;
  readonly workloads: Readonly<Record<WorkloadName, Workload>>;
  readonly say: (line: string) => void;
}

async function compareAll(sides: Sides, { options, workloads, say }: Course): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const connections of options.connections) {
    for (const workload of workloadNames) {
      say(`Соединений: ${connections}, ${workload}`);
      const requests = workloads[workload];
      const warm = { requests, connections, seconds: Math.min(1, options.seconds) };
      await round(sides, warm);
      const rounds: { product: SideResult; floor: SideResult }[] = [];
      for (let turn = 0; turn < options.rounds; turn += 1) {
        rounds.push(await round(sides, { requests, connections, seconds: options.seconds }));
      }
      const product = medians(rounds.map((one) => one.product));
      const floor = medians(rounds.map((one) => one.floor));
      comparisons.push({ workload, connections, product, floor });
    }
  }
  return comparisons;
}

interface Round {
  readonly requests: Workload;
  readonly connections: number;
  readonly seconds: number;
}

/** One after another and close together, so that what else the machine does in this minute falls on both. */
async function round({ ground, product, floor, loader }: Sides, { requests, ...how }: Round) {
  const side = (server: RunningProcess & { readonly port: number }, texts: readonly string[]) =>
    withCpu({ server: processMeter(server.pid), database: ground.cpu }, () =>
      orderLoad(loader, { port: server.port, requests: texts, ...how }),
    );
  return { product: await side(product, requests.product), floor: await side(floor, requests.floor) };
}

interface CpuMeters {
  readonly server: CpuMeter;
  readonly database: CpuMeter;
}

async function withCpu({ server, database }: CpuMeters, work: () => Promise<LoadResult>): Promise<SideResult> {
  const before = [server(), database()] as const;
  const result = await work();
  const each = (now: number, then: number) => (now - then) / result.count;
  return {
    ...result,
    serverCpuMs: each(server(), before[0]),
    databaseCpuMs: each(database(), before[1]),
  };
}

function medians(results: readonly SideResult[]): SideResult {
  const of = (name: keyof SideResult) => {
    const sorted = results.map((result) => result[name]).toSorted((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    count: of('count'),
    perSecond: of('perSecond'),
    p50: of('p50'),
    p95: of('p95'),
    p99: of('p99'),
    serverCpuMs: of('serverCpuMs'),
    databaseCpuMs: of('databaseCpuMs'),
  };
}

interface Measuring {
  readonly options: BenchOptions;
  readonly loader: RunningProcess;
}

/** A process of its own, because the meter itself costs time: its figures are shares, and are not among the ratios. */
async function measureAll(ground: Ground, { options, loader }: Measuring): Promise<BenchResult['layers']> {
  await logStatements(ground.product, new URL(ground.product.url).pathname.slice(1));
  const product = await startProduct(ground, ['--import', new URL('./meter.ts', import.meta.url).href]);
  try {
    const workloads = await makeWorkloads(ground, product, options.rows);
    const found: Partial<Record<WorkloadName, Layers>> = {};
    for (const name of workloadNames) {
      found[name] = await measureLayers(
        { product, database: ground.product, loader, options },
        name,
        workloads[name].product,
      );
    }
    return found as BenchResult['layers'];
  } finally {
    await product.stop();
  }
}
