import { connect, type Socket } from 'node:net';

/** One kept connection; one request at a time, answers only with Content-Length. Anything else is an error. */
export interface Wire {
  /** Status of the answer; its body when it is not a success. */
  send(request: Uint8Array): Promise<{ readonly status: number; readonly body: string }>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * A client of our own, because what is measured answers in fractions of a millisecond on two cores: `node:http` as a client
 * costs as much as the server, and autocannon keeps whole milliseconds and no 95th percentile.
 */
export async function openWire(port: number): Promise<Wire> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const reader = answerReader(socket);
  return {
    send: (request) => {
      const answer = reader.next();
      socket.write(request);
      return answer;
    },
    close: () => socket.destroy(),
  };
}

interface Waiting {
  resolve(answer: { status: number; body: string }): void;
  reject(error: Error): void;
}

function answerReader(socket: Socket): { next(): Promise<{ status: number; body: string }> } {
  let waiting: Waiting | undefined;
  let pending: Buffer = Buffer.alloc(0);
  const fail = (error: Error) => waiting?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    try {
      const answer = readAnswer(pending);
      if (answer === undefined) return;
      pending = Buffer.alloc(0);
      waiting?.resolve(answer);
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
  return {
    next: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      }),
  };
}

function readAnswer(bytes: Buffer): { status: number; body: string } | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`an answer without Content-Length: ${head}`);
  if (bytes.length < end + HEAD_END.length + length) return undefined;
  const status = Number(head.slice(9, 12));
  const succeeded = status >= 200 && status < 300;
  return { status, body: succeeded ? '' : bytes.toString('utf8', end + HEAD_END.length) };
}
