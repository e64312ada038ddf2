import type { Database } from '../db.ts';
import type { Body } from './application.model.ts';
import { askAround, type CardColumnsAlone, type PersonRow, type WholeCardColumns } from './queries.ts';

/** What was read of people and bodies while the count of changes to them stood at `mark`. */
interface Known {
  readonly mark: number;
  readonly people: Map<string, PersonRow>;
  readonly bodies: Map<string, Body>;
}

/** Whoever is one too many is only read anew, with all the others. */
const MOST = 5_000;

const knownTo = new WeakMap<Database, Known>();

/** Puts the people and the body of a case where a card has them, as they were at the moment when the row was read. */
export async function withAround(database: Database, row: CardColumnsAlone): Promise<WholeCardColumns> {
  const known = knownTo.get(database);
  const found = known?.mark === row.mark ? around(known, row) : undefined;
  return Object.assign(row, found ?? around(await readAround(database, row), row) ?? noBody(row));
}

/** Undefined while somebody or something is not known yet. */
function around({ people, bodies }: Known, row: CardColumnsAlone): Pick<WholeCardColumns, Place> | undefined {
  const body = bodies.get(row.organisationId);
  const [creator, executor, begun] = idsOf(row).map((id) => (id === null ? null : people.get(id)));
  if (body === undefined || creator === undefined || executor === undefined || begun === undefined) return undefined;
  if (row.kept === null) return { creator, executor, body, done: null };
  const { doneBy, action, by } = row.kept;
  return { creator, executor, body, done: { doneBy, passed: { action, by, begunBy: begun?.name ?? null } } };
}

type Place = 'creator' | 'executor' | 'body' | 'done';

function idsOf({ creatorId, executorId, kept }: CardColumnsAlone): readonly (string | null)[] {
  return [creatorId, executorId, kept?.begun ?? null];
}

async function readAround(database: Database, card: CardColumnsAlone): Promise<Known> {
  const { organisationId } = card;
  const ids = idsOf(card).filter((id) => id !== null);
  const [[row]] = await database.inBodiesAtOnce([organisationId], [askAround(`{${ids.join(',')}}`, organisationId)]);
  const before = knownTo.get(database);
  const keeps = before !== undefined && before.mark === row?.mark && before.people.size < MOST;
  const known: Known = keeps ? before : { mark: row?.mark ?? 0, people: new Map(), bodies: new Map() };
  for (const person of row?.people ?? []) known.people.set(person.id, person);
  if (row !== undefined) known.bodies.set(organisationId, row.body);
  knownTo.set(database, known);
  return known;
}

function noBody({ id }: CardColumnsAlone): never {
  throw new Error(`the people or the body of application ${id} are gone`);
}
