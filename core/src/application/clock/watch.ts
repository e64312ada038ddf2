import type { CalendarDefinition } from '@reglament/format';
import { localDate } from '../../calendar/local-date.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import type { SessionOrganisation } from '../../session/session.ts';
import type { SystemCommand } from '../command.ts';
import { executeBySystem } from '../commands.ts';
import { listBodies, listDueCases, listOpenCases, listUncounted } from './queries.ts';
import { markCounted } from './rows.ts';

const pageSize = 200;

/** Every case whose last day has come near or passed since it was last looked. */
export async function watchDeadlines(deps: Deps): Promise<void> {
  const failures = new Failures(deps);
  for (const body of await deps.database.asOwner(listBodies)) {
    const today = localDate(deps.clock(), body.timeZone);
    await eachCase(
      (after) => deps.database.inBodies([body.id], (trx) => listDueCases(trx, { today, after, limit: pageSize })),
      (id) => failures.guard(body, { kind: 'watch', id }),
    );
  }
  failures.throwIfAny();
}

/** Open cases by the calendars that were published since the last time; a calendar touches the cases of its year. */
export async function recountTerms(deps: Deps): Promise<void> {
  const versions = await deps.database.asOwner(listUncounted);
  if (versions.length === 0) return;
  await deps.definitions.refresh();
  const failures = new Failures(deps);
  const years = versions.map(({ content }) => (JSON.parse(content) as CalendarDefinition).year);
  const span = { from: `${Math.min(...years)}-01-01`, to: `${Math.max(...years) + 1}-01-01` };
  const because = `Опубликован производственный календарь на ${[...new Set(years)].sort().join(', ')} год`;
  for (const body of await deps.database.asOwner(listBodies)) {
    await eachCase(
      (after) => deps.database.inBodies([body.id], (trx) => listOpenCases(trx, { ...span, after, limit: pageSize })),
      (id) => failures.guard(body, { kind: 'recount', id, because }),
    );
  }
  failures.throwIfAny();
  await deps.database.asOwner((trx) =>
    markCounted(
      trx,
      versions.map(({ id }) => id),
    ),
  );
}

async function eachCase(
  page: (after: string | undefined) => Promise<string[]>,
  work: (id: string) => Promise<void>,
): Promise<void> {
  for (let after: string | undefined; ; ) {
    const ids = await page(after);
    for (const id of ids) await work(id);
    if (ids.length < pageSize) return;
    after = ids.at(-1);
  }
}

/** One case that fails must not keep the others from being looked at; the job then fails as a whole and runs again. */
class Failures {
  readonly #deps: Deps;
  #first: unknown;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async guard(body: SessionOrganisation, command: SystemCommand): Promise<void> {
    try {
      await executeBySystem(this.#deps, body, command);
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'failed';
      this.#deps.log.warn({ application: command.id, command: command.kind, code }, 'the clock could not go on');
      this.#first ??= error;
    }
  }

  throwIfAny(): void {
    if (this.#first !== undefined) throw this.#first;
  }
}
