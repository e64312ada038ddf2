/**
 * Loaded before the product's own code (`node --import`): counts messages to the database and profiles the processor while it
 * is asked to. The product knows nothing of it.
 */
import { Session } from 'node:inspector/promises';
import pg from 'pg';
import { layerOfFile } from './layer-of.ts';

export interface Reading {
  readonly messages: number;
  readonly waitMs: number;
  /** By layer: milliseconds of the processor. */
  readonly cpu: Readonly<Record<string, number>>;
  readonly profile: object;
}

const sent = { messages: 0, waitMs: 0 };
let measuring = false;
let used = process.cpuUsage();

type Callback = (...answer: unknown[]) => void;

const submit = pg.Client.prototype.query as (this: unknown, ...given: unknown[]) => unknown;

/** Everything goes through here: text with a callback (knex), a batch, or a query whose promise is awaited. */
pg.Client.prototype.query = function query(this: unknown, ...given: unknown[]) {
  if (!measuring) return submit.apply(this, given);
  const began = performance.now();
  const note = () => {
    sent.messages += 1;
    sent.waitMs += performance.now() - began;
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
  const awaited = answer instanceof Promise ? answer : (answer as { rows?: unknown }).rows;
  if (awaited instanceof Promise) awaited.then(note, note);
  return answer;
} as typeof pg.Client.prototype.query;

const inspector = new Session();

async function begin(): Promise<void> {
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: 250 });
  await inspector.post('Profiler.start');
  Object.assign(sent, { messages: 0, waitMs: 0 });
  used = process.cpuUsage();
  measuring = true;
}

async function end(): Promise<Reading> {
  measuring = false;
  const { user, system } = process.cpuUsage(used);
  const { profile } = await inspector.post('Profiler.stop');
  inspector.disconnect();
  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const cpu: Record<string, number> = {};
  profile.samples?.forEach((id, at) => {
    const frame = frames.get(id);
    // The profiler's own beginning is none of the product's work.
    if (frame === undefined || frame.functionName === '(idle)' || frame.url === 'node:inspector') return;
    const layer = layerOfFile(frame.url);
    cpu[layer] = (cpu[layer] ?? 0) + (profile.timeDeltas?.[at] ?? 0);
  });
  // It looks at the clock on the wall, so that waiting for a processor counts as well: only shares are taken from it.
  const seen = Object.values(cpu).reduce((sum, time) => sum + time, 0);
  for (const layer of Object.keys(cpu)) cpu[layer] = ((cpu[layer] ?? 0) / seen) * ((user + system) / 1000);
  return { ...sent, cpu, profile };
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
