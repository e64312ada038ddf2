import type { Database } from '../../core/src/db.ts';
import { type LayerName, layerOfStatement } from './layer-of.ts';

/** What PostgreSQL has carried out, by layer. */
export type StatementTimes = Partial<Record<LayerName, { count: number; ms: number }>>;

/** New connections to this database have the time of each statement written to the server's log. Superuser. */
export async function logStatements(database: Database, name: string): Promise<void> {
  await database.execute(`alter database ${name} set log_min_duration_statement = 0`);
  await database.execute(`alter database ${name} set log_parameter_max_length = 0`);
}

/** Reads what the log says between now and the call of what it gives. */
export async function watchStatements(database: Database): Promise<() => Promise<StatementTimes>> {
  const from = await sizeOfLog(database);
  return async () => {
    const { rows } = await database.execute('select pg_read_file(pg_current_logfile(), $1, $2) as text', [
      from,
      (await sizeOfLog(database)) - from,
    ]);
    return timesOf((rows as { text: string }[])[0]?.text ?? '');
  };
}

async function sizeOfLog(database: Database): Promise<number> {
  const { rows } = await database.execute('select size::int as size from pg_stat_file(pg_current_logfile())');
  return (rows as { size: number }[])[0]?.size ?? 0;
}

const line = /duration: ([\d.]+) ms {2}(parse|bind|execute|statement)(?: ([^:\n]+))?: ([^\n]*(?:\n\t[^\n]*)*)/g;

function timesOf(log: string): StatementTimes {
  const times: StatementTimes = {};
  for (const [, ms, step, name = '', text = ''] of log.matchAll(line)) {
    const layer = layerOfStatement(`${name}: ${text}`);
    const sum = times[layer] ?? { count: 0, ms: 0 };
    times[layer] = sum;
    sum.ms += Number(ms);
    if (step === 'execute' || step === 'statement') sum.count += 1;
  }
  return times;
}
