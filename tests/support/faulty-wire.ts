import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How bytes get through: at the line's own pace, late and thin. */
export interface Pace {
  /** Milliseconds before each piece arrives. */
  readonly latency: number;
  readonly bytesPerSecond: number;
}

export interface FaultyWire {
  /** The address behind the wire, through it. */
  readonly url: string;
  /** Connections that were made so far. */
  readonly connections: () => number;
  /** Answers wait on the wire from now on; what is sent still arrives. */
  hold(): void;
  /** What waited arrives. */
  release(): void;
  /** Half-open: every connection there is says nothing more and is never closed; so do new ones until `mend`. */
  freeze(): void;
  /** Nobody listens there: connections are cut, new ones too. */
  refuse(): void;
  /** New connections work; those that froze stay frozen. */
  mend(): void;
  pace(pace: Pace | undefined): void;
  /** The message of this number from now on reaches the other side or does not, and its connection is gone. */
  cutAt(number: number, arrives: boolean): void;
  close(): Promise<void>;
}

type State = 'open' | 'frozen' | 'refusing';

interface Line {
  readonly near: Socket;
  readonly far: Socket;
  isFrozen: boolean;
}

/** A wire to a server of ours that can be bad in every way lines are. */
export async function openFaultyWire(target: string): Promise<FaultyWire> {
  const { hostname, port } = new URL(target);
  const lines = new Set<Line>();
  let state: State = 'open';
  let held: (() => void)[] | undefined;
  let pace: Pace | undefined;
  let count = 0;
  let cutting: { left: number; readonly arrives: boolean } | undefined;
  /** Whether it is this message's turn. */
  const isCut = (line: Line, bytes: Buffer): boolean => {
    if (cutting === undefined) return false;
    cutting.left -= 1;
    if (cutting.left > 0) return false;
    if (cutting.arrives) line.far.end(bytes);
    else line.far.destroy();
    line.near.destroy();
    cutting = undefined;
    return true;
  };

  const server = createServer((near) => {
    count += 1;
    if (state === 'refusing') return near.resetAndDestroy();
    const line: Line = { near, far: connect(Number(port), hostname), isFrozen: state === 'frozen' };
    lines.add(line);
    const forth = carrier(line, line.far, () => pace);
    const back = carrier(line, line.near, () => pace);
    near.on('data', (bytes) => void (isCut(line, bytes) || forth(bytes)));
    line.far.on('data', (bytes) => (held === undefined ? back(bytes) : held.push(() => back(bytes))));
    for (const socket of [near, line.far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (line.isFrozen) return;
        lines.delete(line);
        near.destroy();
        // What was sent before has to arrive.
        line.far.end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  [url.hostname, url.port] = ['127.0.0.1', String((server.address() as AddressInfo).port)];
  const cut = () => {
    for (const { near, far } of lines) for (const socket of [near, far]) socket.destroy();
    lines.clear();
  };
  return {
    url: url.href,
    connections: () => count,
    hold: () => {
      held ??= [];
    },
    release: () => {
      const waiting = held ?? [];
      held = undefined;
      for (const arrive of waiting) arrive();
    },
    freeze: () => {
      state = 'frozen';
      for (const line of lines) line.isFrozen = true;
    },
    refuse: () => {
      state = 'refusing';
      cut();
    },
    mend: () => {
      state = 'open';
    },
    pace: (next) => {
      pace = next;
    },
    cutAt: (number, arrives) => {
      cutting = { left: number, arrives };
    },
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Bytes that go over a slow line in one piece. */
const PIECE = 2_048;

/** Pieces in their order, each no sooner than the pace lets it. */
function carrier(line: Line, to: Socket, paceNow: () => Pace | undefined): (bytes: Buffer) => void {
  let freeAt = 0;
  return (bytes) => {
    if (line.isFrozen) return;
    const pace = paceNow();
    const write = (piece: Buffer) => void (line.isFrozen || to.destroyed || to.write(piece));
    const now = performance.now();
    if (pace === undefined && freeAt <= now) return write(bytes);
    const { latency = 0, bytesPerSecond = Number.POSITIVE_INFINITY } = pace ?? {};
    freeAt = Math.max(freeAt, now + latency);
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      freeAt += (piece.length / bytesPerSecond) * 1000;
      setTimeout(() => write(piece), freeAt - now);
    }
  };
}
