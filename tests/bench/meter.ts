/**
 * Loaded before the product's own code (`node --import`): counts what each statement takes and profiles the processor while
 * it is asked to. The product knows nothing of it.
 */
import { Session } from 'node:inspector/promises';
import pg from 'pg';
import { type LayerName, layerOfFile, layerOfStatement } from './layer-of.ts';

export interface Reading {
  /** By layer: how many statements were awaited, and for how many milliseconds. */
  readonly statements: Readonly<Record<string, { count: number; ms: number }>>;
  /** By layer: milliseconds of the processor. */
  readonly cpu: Readonly<Record<string, number>>;
  readonly profile: object;
}

const statements: Partial<Record<LayerName, { count: number; ms: number }>> = {};
let measuring = false;
let used = process.cpuUsage();

type Callback = (...answer: unknown[]) => void;
interface Submitted {
  text?: string;
  callback?: Callback;
}

const submit = pg.Client.prototype.query as (this: unknown, ...given: unknown[]) => unknown;

/** Every statement goes through here, as text with a callback (knex) or as an object whose promise is awaited. */
pg.Client.prototype.query = function query(this: unknown, ...given: unknown[]) {
  if (!measuring) return submit.apply(this, given);
  const [first] = given;
  const sql = typeof first === 'string' ? first : ((first as Submitted).text ?? '');
  const began = performance.now();
  const note = () => {
    const layer = layerOfStatement(sql);
    const sum = statements[layer] ?? { count: 0, ms: 0 };
    statements[layer] = sum;
    sum.count += 1;
    sum.ms += performance.now() - began;
  };
  const last = given.at(-1);
  if (typeof last === 'function') {
    const noted: Callback = (...answer) => {
      note();
      (last as Callback)(...answer);
    };
    return submit.apply(this, [...given.slice(0, -1), noted]);
  }
  const answer = submit.apply(this, given);
  if (answer instanceof Promise) answer.then(note, note);
  return answer;
} as typeof pg.Client.prototype.query;

const inspector = new Session();

async function begin(): Promise<void> {
  for (const layer of Object.keys(statements) as LayerName[]) delete statements[layer];
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: 250 });
  await inspector.post('Profiler.start');
  measuring = true;
  used = process.cpuUsage();
}

async function end(): Promise<Reading> {
  measuring = false;
  const { user, system } = process.cpuUsage(used);
  const { profile } = await inspector.post('Profiler.stop');
  inspector.disconnect();
  const layerOf = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const cpu: Record<string, number> = {};
  profile.samples?.forEach((id, at) => {
    const frame = layerOf.get(id);
    if (frame === undefined || frame.functionName === '(idle)') return;
    const layer = layerOfFile(frame.url);
    cpu[layer] = (cpu[layer] ?? 0) + (profile.timeDeltas?.[at] ?? 0) / 1000;
  });
  // The profiler looks at the clock on the wall, so that waiting for a processor counts as well: only shares are taken from it.
  const seen = Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
  for (const layer of Object.keys(cpu)) cpu[layer] = ((cpu[layer] ?? 0) / seen) * ((user + system) / 1000);
  return { statements: { ...statements }, cpu, profile };
}

process.on('message', async (message: object) => {
  if (!('meter' in message)) return;
  if (message.meter === 'begin') {
    await begin();
    process.send?.({ metering: true });
  } else {
    process.send?.({ reading: await end() });
  }
});
