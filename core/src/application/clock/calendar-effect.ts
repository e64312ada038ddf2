import type { CalendarDefinition } from '@reglament/format';
import type { DefinitionVersion } from '../../definition/definition-version.ts';
import type { DefinitionStore } from '../../definition/store.ts';
import type { Deps } from '../../deps.ts';
import { systemSession } from '../../session/system-session.ts';
import { hold } from '../hold.ts';
import { isEnded } from '../overdue.ts';
import { listBodies, listOpenCases } from './queries.ts';
import { reckonCase } from './reckon.ts';

export interface MovedTerm {
  readonly number: string | null;
  readonly service: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface CalendarEffect {
  /** Cases of all bodies whose last day would move. */
  readonly moved: number;
  readonly looked: number;
  /** There are more open cases than were looked at. */
  readonly cut: boolean;
  /** Of the asker's own body, a hundred at most. */
  readonly items: readonly MovedTerm[];
}

/** As many as are reckoned while a person waits. */
const MOST = 1000;
const SHOWN = 100;

/** What publishing this calendar would do to the terms of open cases; nothing is written. */
export async function effectOfCalendar(
  deps: Deps,
  calendar: CalendarDefinition,
  ownBody: string,
): Promise<CalendarEffect> {
  const tried = { ...deps, definitions: withCalendar(deps.definitions, calendar) };
  const span = { from: `${calendar.year}-01-01`, to: `${calendar.year + 1}-01-01` };
  const items: MovedTerm[] = [];
  let moved = 0;
  let looked = 0;
  const bodies = await deps.database.asOwner(listBodies);
  // One's own first: they are the ones that are shown.
  bodies.sort((one, other) => Number(other.id === ownBody) - Number(one.id === ownBody));
  for (const body of bodies) {
    const limit = MOST - looked;
    const page = { ...span, after: undefined, limit: limit + 1 };
    const ids = await deps.database.inBodies([body.id], (trx) => listOpenCases(trx, page));
    for (const id of ids.slice(0, limit)) {
      looked += 1;
      const term = await deps.database.inBodies([body.id], async (trx) => {
        const work = { deps: tried, session: systemSession(body), trx, now: deps.clock() };
        const held = await hold(work, { id });
        const { record } = held;
        if (record.closedAt !== null || record.pausedAt !== null || isEnded(record.phase)) return undefined;
        const { dates } = await reckonCase(work, held, record);
        if (dates.dueDate === record.dueDate) return undefined;
        return { number: record.number, service: record.serviceCode, from: record.dueDate, to: dates.dueDate };
      });
      if (term === undefined) continue;
      moved += 1;
      if (body.id === ownBody && items.length < SHOWN) items.push(term);
    }
    if (ids.length > limit) return { moved, looked, cut: true, items };
  }
  return { moved, looked, cut: false, items };
}

/** The published definitions, with this calendar in place of the version in force. */
function withCalendar(definitions: DefinitionStore, calendar: CalendarDefinition): DefinitionStore {
  const known = definitions.list('calendar');
  const inForce = known.find(({ code }) => code === calendar.code);
  const tried = { ...(inForce ?? known[0]), code: calendar.code, content: calendar } as DefinitionVersion<'calendar'>;
  const calendars = [...known.filter(({ code }) => code !== calendar.code), tried].sort((one, other) =>
    one.code < other.code ? -1 : 1,
  );
  return {
    ...definitions,
    list: (kind) => (kind === 'calendar' ? (calendars as never) : definitions.list(kind)),
  };
}
