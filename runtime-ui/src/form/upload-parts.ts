import type { UploadView } from '../api.ts';
import { ConnectionError, onConnectionBack, ProblemError, request } from '../client.ts';
import { sendContent, UploadCut, UploadStopped } from './send-content.ts';
import { isPassing, pauseAfter } from './upload-pace.ts';

/** Why nothing moves: the person has paused it, or it tries again in so many seconds. */
export type Standstill = { readonly kind: 'paused' } | { readonly kind: 'waiting'; readonly seconds: number };

interface PartsInput {
  readonly file: File;
  /** What is the same when the same file is brought to the same place again, after the page was closed as well. */
  readonly mark: string;
  /** Where the whole is attached. */
  readonly pathOf: (whole: { upload: string; sha256: string }) => string;
  readonly onProgress: (share: number) => void;
  readonly onStandstill: (still: Standstill | undefined) => void;
}

export interface PartsJob<Stored> {
  readonly done: Promise<Stored>;
  readonly cancel: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
}

interface Trip extends PartsInput {
  readonly digest: (upTo: number) => Promise<string>;
  /** Of the steps that run now; another one after each pause. */
  abort: AbortController;
  paused: boolean;
  cancelled: boolean;
  wake: () => void;
  tries: number;
  /** As the server calls it. */
  id?: string;
  /** All of it is there: only the attaching is left, which may have been done without our hearing of it. */
  whole?: UploadView | undefined;
}

/** Sends a file part by part; what has come stays when the line breaks, and the rest goes on by itself. */
export function uploadByParts<Stored>(input: PartsInput): PartsJob<Stored> {
  const trip: Trip = {
    ...{ ...input, digest: digestOf(input.file), abort: new AbortController(), paused: false, cancelled: false },
    ...{ wake: () => undefined, tries: 0 },
  };
  return {
    done: run<Stored>(trip),
    pause: () => {
      trip.paused = true;
      trip.abort.abort();
    },
    resume: () => {
      trip.paused = false;
      trip.wake();
    },
    cancel: () => {
      trip.cancelled = true;
      trip.abort.abort();
      trip.wake();
      // Forgotten in a day all the same.
      if (trip.id) void request(`/api/me/uploads/${trip.id}`, { method: 'DELETE' }).catch(() => undefined);
    },
  };
}

async function run<Stored>(trip: Trip): Promise<Stored> {
  for (;;) {
    try {
      return await goOn<Stored>(trip);
    } catch (failure) {
      if (trip.cancelled) throw new UploadStopped();
      if (trip.paused) trip.tries = 0;
      else await judgeFailure(trip, failure);
    }
    await standStill(trip);
    if (trip.cancelled) throw new UploadStopped();
    trip.abort = new AbortController();
    trip.onStandstill(undefined);
  }
}

async function judgeFailure(trip: Trip, failure: unknown): Promise<void> {
  if (failure instanceof UploadStopped) return;
  const silent = failure instanceof UploadCut || failure instanceof ConnectionError;
  if (!silent && !(failure instanceof ProblemError)) throw failure;
  trip.tries += 1;
  if (!isPassing(failure instanceof ProblemError ? failure : undefined, trip.tries)) throw failure;
}

/** Until the pause is over, or the person or the connection that is back ends it. */
function standStill(trip: Trip): Promise<void> {
  return new Promise((resolve) => {
    const seconds = pauseAfter(Math.max(1, trip.tries));
    const timer = trip.paused ? undefined : window.setTimeout(() => trip.wake(), seconds * 1000);
    const forget = trip.paused ? () => undefined : onConnectionBack(() => trip.wake());
    trip.wake = () => {
      window.clearTimeout(timer);
      forget();
      resolve();
    };
    trip.onStandstill(trip.paused ? { kind: 'paused' } : { kind: 'waiting', seconds });
  });
}

/** From where the server is: what it has is asked first, whatever was thought. */
async function goOn<Stored>(trip: Trip): Promise<Stored> {
  const { file, mark, abort } = trip;
  if (trip.whole === undefined) {
    const body = { name: file.name, size: file.size, mark };
    let view = await request<UploadView>('/api/me/uploads', { method: 'POST', body, signal: abort.signal });
    trip.id = view.id;
    while (view.offset < view.size) {
      view = await sendPart(trip, view);
      trip.tries = 0;
    }
    trip.whole = view;
  }
  return attach<Stored>(trip, trip.whole);
}

async function sendPart({ file, abort, onProgress, digest }: Trip, view: UploadView): Promise<UploadView> {
  const { id, offset, partSize } = view;
  onProgress(offset / file.size);
  const content = await read(file, offset, offset + partSize);
  const [next] = await Promise.all([
    sendContent<UploadView>({
      ...{ method: 'PUT', path: `/api/me/uploads/${id}?offset=${offset}`, signal: abort.signal },
      content,
      onSent: (bytes) => onProgress(Math.min(1, (offset + bytes) / file.size)),
    }),
    digest(offset),
  ]);
  return next;
}

async function attach<Stored>(trip: Trip, { id }: UploadView): Promise<Stored> {
  const path = trip.pathOf({ upload: id, sha256: await trip.digest(trip.file.size) });
  try {
    return await sendContent<Stored>({ method: 'POST', path, content: null, signal: trip.abort.signal });
  } catch (failure) {
    // Not there or damaged: all of it goes anew.
    if (failure instanceof ProblemError && failure.status < 500) trip.whole = undefined;
    throw failure;
  }
}

/** A file that was changed or taken away cannot be read any more, and no repeat would help. */
function read(file: File, from: number, to: number): Promise<ArrayBuffer> {
  return file
    .slice(from, to)
    .arrayBuffer()
    .catch(() => {
      throw new Error('Файл на этом компьютере изменён или удалён. Выберите его снова.');
    });
}

const step = 1024 * 1024;

/** SHA-256 of the first bytes of a file, read on from where the last time ended. The last one asked for is the whole. */
function digestOf(file: File): Trip['digest'] {
  let at = 0;
  let hash: { update: (bytes: Uint8Array) => unknown; clone: () => { digest: () => Uint8Array } } | undefined;
  const readOn = async (upTo: number) => {
    const { sha256 } = await import('@noble/hashes/sha2.js');
    if (hash === undefined || upTo < at) {
      hash = sha256.create();
      at = 0;
    }
    while (at < upTo) {
      const end = Math.min(upTo, at + step);
      hash.update(new Uint8Array(await read(file, at, end)));
      at = end;
    }
    return [...hash.clone().digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  // One after another: a step that was aborted may still be reading.
  let last: Promise<unknown> = Promise.resolve();
  return (upTo) => {
    const next = last.then(() => readOn(upTo));
    last = next.catch(() => undefined);
    return next;
  };
}
