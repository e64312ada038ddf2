import { freshenEmulated } from '../connection/rows.ts';
import type { Database } from '../db.ts';

export interface Hold {
  readonly node: string;
  readonly leaseSeconds: number;
  /** Nobody else can be alive, whatever the lease says. */
  readonly alone: boolean;
}

/** Takes or lengthens the lease of who plays the other sides; false while another process has it. */
export async function holdHost(database: Database, { node, leaseSeconds, alone }: Hold): Promise<boolean> {
  const { rows } = await database.execute(
    `insert into emulator_host as host (node, lease_until) values ($1, clock_timestamp() + make_interval(secs => $2))
     on conflict (only_one) do update set node = excluded.node, lease_until = excluded.lease_until,
       sides = case when host.node = excluded.node then host.sides end
     where host.node = excluded.node or host.lease_until <= clock_timestamp() or $3
     returning node`,
    [node, leaseSeconds, alone],
  );
  return rows.length === 1;
}

/** Tells all processes how the emulators are reached; false when the lease is another's by now. */
export async function publishSides(database: Database, node: string, sides: Buffer): Promise<boolean> {
  return database.asOwner(async (trx) => {
    const changed = await trx('emulator_host')
      .where({ node })
      .where('lease_until', '>', trx.raw('clock_timestamp()'))
      .update({ sides, round: trx.raw('round + 1') });
    if (changed === 1) await freshenEmulated(trx);
    return changed === 1;
  });
}

/** Another process may take it at once. */
export async function releaseHost(database: Database, node: string): Promise<void> {
  await database.execute('update emulator_host set sides = null, lease_until = clock_timestamp() where node = $1', [
    node,
  ]);
}

/** Connections whose other side is to be played, in order of making. */
export async function listWanted(database: Database): Promise<{ id: string; plugin: string }[]> {
  const { rows } = await database.execute(
    'select id, plugin from connection where emulated and enabled order by created_at, id',
  );
  return rows as { id: string; plugin: string }[];
}
