import { Gauge } from 'prom-client';
import { countTroubled } from './connection/queries.ts';
import type { Deps } from './deps.ts';
import { outboxDepth } from './outbox/queries.ts';

type Observed = Pick<Deps, 'metrics' | 'jobs' | 'database' | 'events' | 'clock' | 'log'>;

/**
 * What is looked at when Prometheus asks. Streams and connections are of this process; jobs and messages of the whole
 * installation, the same from every process. A database that does not answer leaves its own gauges out and nothing else.
 */
export function registerGauges(deps: Observed): void {
  const { database, events } = deps;
  gauge(deps, { name: 'event_streams', help: 'Открытые потоки событий' }, (set) => set(events.size()));
  gauge(deps, { name: 'database_connections', help: 'Соединения с базой', label: 'state' }, (set) => {
    for (const [state, count] of Object.entries(database.pool())) set(count, state);
  });
  registerJobs(deps);
  registerOutbox(deps);
  registerConnections(deps);
}

function registerJobs(deps: Observed): void {
  const { jobs } = deps;
  gauge(deps, { name: 'jobs_waiting', help: 'Задания, которым пора выполняться', label: 'job' }, async (set) => {
    for (const { name, count } of (await jobs.depth()).waiting) set(count, name);
  });
  gauge(deps, { name: 'jobs_parked', help: 'Остановленные задания, ждут человека' }, async (set) =>
    set((await jobs.depth()).parked),
  );
  gauge(deps, { name: 'jobs_oldest_waiting_seconds', help: 'Сколько ждёт самое старое задание' }, async (set) =>
    set((await jobs.depth()).oldestSeconds),
  );
}

function registerOutbox(deps: Observed): void {
  const { database, clock } = deps;
  gauge(deps, { name: 'outbox_waiting', help: 'Сообщения, которые пора отправить', label: 'topic' }, async (set) => {
    for (const { topic, waiting } of await outboxDepth(database, clock())) set(waiting, topic);
  });
  gauge(deps, { name: 'outbox_failed', help: 'Сообщения, ждущие решения человека', label: 'topic' }, async (set) => {
    for (const { topic, failed } of await outboxDepth(database, clock())) set(failed, topic);
  });
}

function registerConnections(deps: Observed): void {
  const help = 'Включённые подключения, по которым не идёт отправка или приём';
  gauge(deps, { name: 'connections_troubled', help, label: 'way' }, async (set) => {
    for (const [way, count] of Object.entries(await countTroubled(deps.database))) set(count, way);
  });
}

interface GaugeSpec {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
}

type Look = (set: (value: number, label?: string) => void) => void | Promise<void>;

function gauge({ metrics, log }: Observed, { name, help, label }: GaugeSpec, look: Look): void {
  const labelNames = label === undefined ? [] : [label];
  new Gauge({
    name: `reglament_${name}`,
    help,
    labelNames,
    registers: [metrics.registry],
    async collect() {
      this.reset();
      try {
        await look((value, of = '') => (label === undefined ? this.set(value) : this.set({ [label]: of }, value)));
      } catch (error) {
        this.remove();
        log.warn({ gauge: name, error: error instanceof Error ? error.message : 'unknown' }, 'metric was not taken');
      }
    },
  });
}
