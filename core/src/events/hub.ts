import type { Logger } from 'pino';
import { can } from '../access/grant.ts';
import { type ApplicationPlace, reads } from '../access/policy.ts';
import type { Database } from '../db.ts';
import { Refusal } from '../errors.ts';
import { type FoundSession, findSession } from '../session/queries.ts';
import type { Session } from '../session/session.ts';
import {
  type ApplicationChange,
  channels,
  type DraftNews,
  type IncomingNews,
  type PresenceChange,
  readChange,
  readDraftNews,
  readIncomingNews,
  readPresence,
} from './change.ts';
import { type EventStream, openEventStream } from './stream.ts';

export interface EventHub {
  /** A stream of what this session's user may see; ends with the session. Throws Refusal when they have too many open. */
  open(session: Session, options: { readonly resync: boolean }): EventStream;
  /** How many streams are open in this process. */
  size(): number;
  close(): Promise<void>;
}

export interface EventHubOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly log: Pick<Logger, 'error' | 'warn'>;
  /** What the policy needs to know of an application; undefined when it is gone. */
  readonly placeOf: (
    change: Pick<ApplicationChange, 'organisationId' | 'applicationId'>,
  ) => Promise<ApplicationPlace | undefined>;
}

interface Subscriber {
  session: Session;
  /** Look at the session again then; unknown at first. */
  checkAt: Date;
  readonly stream: EventStream;
}

const MOST_STREAMS_OF_A_USER = 20;
/** Milliseconds. */
const HEARTBEAT = 20_000;

/** One LISTEN for the process, fanned out to the browsers that may see the change. */
export async function openEventHub(options: EventHubOptions): Promise<EventHub> {
  const { database, clock, log } = options;
  const subscribers = new Set<Subscriber>();
  let queue: Promise<void> = Promise.resolve();
  // One after another, so that two changes of one application keep their order.
  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work).catch((error: unknown) => {
      log.error({ err: error }, 'event stream');
      tellAll(subscribers);
    });
  };
  const listenTo = (channel: string, work: (payload: string) => Promise<void>) =>
    database.listen(channel, {
      onMessage: (payload) => inTurn(() => work(payload)),
      onReconnect: () =>
        channel === channels.application ? inTurn(() => afterBreak(subscribers, database, clock())) : undefined,
    });
  const listening = await Promise.all([
    listenTo(channels.application, (payload) => spread(subscribers, readChange(payload), options)),
    listenTo(channels.presence, (payload) => spreadPresence(subscribers, readPresence(payload), options)),
    listenTo(channels.draft, async (payload) => spreadDraft(subscribers, readDraftNews(payload))),
    listenTo(channels.incoming, async (payload) => spreadIncoming(subscribers, readIncomingNews(payload))),
    listenTo(channels.session, (id) =>
      recheck(
        matching(subscribers, (one) => one.session.id === id),
        database,
        clock(),
      ),
    ),
    listenTo(channels.user, (id) =>
      recheck(
        matching(subscribers, (one) => ['', one.session.user.id].includes(id)),
        database,
        clock(),
      ),
    ),
  ]);
  const timer = setInterval(() => inTurn(() => beat(subscribers, database, clock())), HEARTBEAT).unref();
  return {
    open: (session, { resync }) => add(subscribers, session, { resync, now: clock() }),
    size: () => subscribers.size,
    async close() {
      clearInterval(timer);
      for (const one of listening) await one.close();
      for (const { stream } of [...subscribers]) stream.end();
      await queue;
    },
  };
}

function add(
  subscribers: Set<Subscriber>,
  session: Session,
  { resync, now }: { resync: boolean; now: Date },
): EventStream {
  if (matching(subscribers, (one) => one.session.user.id === session.user.id).length >= MOST_STREAMS_OF_A_USER) {
    throw new Refusal('tooManyStreams');
  }
  const stream = openEventStream(() => subscribers.delete(subscriber));
  const subscriber: Subscriber = { session, checkAt: now, stream };
  subscribers.add(subscriber);
  // A browser that comes back says what it last heard; what it missed in between is not kept.
  if (resync) stream.send('resync', {});
  return stream;
}

/** Nothing is sent of an application that the reader may not see, not even that it exists. */
async function spread(
  subscribers: Set<Subscriber>,
  change: ApplicationChange,
  options: EventHubOptions,
): Promise<void> {
  const concerned = matching(subscribers, (one) => one.session.bodies.includes(change.organisationId));
  if (concerned.length === 0) return;
  const place = await options.placeOf(change);
  if (place === undefined) return;
  for (const { session, stream } of concerned) if (reads(session, place)) stream.send('change', change);
}

/** Only those who have the case before them are told, and only that they should ask: who is there they may read themselves. */
async function spreadPresence(
  subscribers: Set<Subscriber>,
  change: PresenceChange,
  options: EventHubOptions,
): Promise<void> {
  const concerned = matching(
    subscribers,
    ({ session }) => change.users.includes(session.user.id) && session.bodies.includes(change.organisationId),
  );
  if (concerned.length === 0) return;
  const place = await options.placeOf(change);
  if (place === undefined) return;
  const { applicationId } = change;
  for (const { session, stream } of concerned) if (reads(session, place)) stream.send('presence', { applicationId });
}

/** Drafts are common to all who define: the server does not keep who has which before them, their pages do. */
function spreadDraft(subscribers: Set<Subscriber>, news: DraftNews): void {
  for (const { session, stream } of subscribers) {
    if (can(session.grants, 'definitions.edit', session.organisation.id)) stream.send('draft', news);
  }
}

/** The inbox is the chosen body's; which request it was only those hear who may read it. */
function spreadIncoming(subscribers: Set<Subscriber>, { organisationId, incomingRequestId }: IncomingNews): void {
  for (const { session, stream } of subscribers) {
    if (session.organisation.id !== organisationId) continue;
    if (can(session.grants, 'requests.answer', organisationId)) stream.send('incoming', { incomingRequestId });
  }
}

async function recheck(subscribers: readonly Subscriber[], database: Database, now: Date): Promise<void> {
  for (const subscriber of subscribers) {
    const found = await findSession(database, Buffer.from(subscriber.session.id, 'hex'), now);
    if (found === undefined || found.session.user.mustChangePassword) subscriber.stream.end();
    else renew(subscriber, found);
  }
}

function renew(subscriber: Subscriber, { session, times }: FoundSession): void {
  const moved = session.organisation.id !== subscriber.session.organisation.id;
  subscriber.session = session;
  subscriber.checkAt = times.expiresAt;
  if (moved) subscriber.stream.send('resync', {});
}

/** Streams stay open for hours: their sessions may run out meanwhile, and nothing would say so. */
async function beat(subscribers: Set<Subscriber>, database: Database, now: Date): Promise<void> {
  await recheck(
    matching(subscribers, (one) => one.checkAt <= now),
    database,
    now,
  );
  for (const { stream } of subscribers) stream.beat();
}

async function afterBreak(subscribers: Set<Subscriber>, database: Database, now: Date): Promise<void> {
  await recheck([...subscribers], database, now);
  tellAll(subscribers);
}

function tellAll(subscribers: ReadonlySet<Subscriber>): void {
  for (const { stream } of subscribers) stream.send('resync', {});
}

function matching(subscribers: ReadonlySet<Subscriber>, wanted: (one: Subscriber) => boolean): Subscriber[] {
  return [...subscribers].filter(wanted);
}
