import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

export interface ClamdEmulator {
  readonly url: string;
  /** Contents that were scanned, in order. */
  readonly scanned: Buffer[];
  /** What is answered instead of a verdict; undefined: by the content. */
  answer: string | undefined;
  close(): Promise<void>;
}

/** The word by which the emulator knows malware: nothing that a real scanner on the way would stop at. */
export const MALWARE_MARK = 'reglament-test-malware';

/** clamd over TCP as its manual has it: zINSTREAM, chunks with lengths, an empty chunk, the verdict. */
export async function startClamd(): Promise<ClamdEmulator> {
  const emulator: { scanned: Buffer[]; answer: string | undefined } = { scanned: [], answer: undefined };
  const server = createServer((socket) => serve(socket, emulator));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(emulator, { url: `clamd://127.0.0.1:${port}`, close: () => closeServer(server) });
}

function serve(socket: Socket, emulator: { scanned: Buffer[]; answer: string | undefined }): void {
  let received = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const content = contentOf(received);
    if (content === undefined) return;
    emulator.scanned.push(content);
    const verdict = content.includes(MALWARE_MARK) ? 'stream: Test.Malware FOUND' : 'stream: OK';
    socket.end(`${emulator.answer ?? verdict}\0`);
  });
}

/** The content once its last chunk is there; a command of another kind is no content. */
function contentOf(received: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0');
  if (received.length < command.length) return undefined;
  if (!received.subarray(0, command.length).equals(command)) throw new Error('not INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at + 4 + length > received.length) return undefined;
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
}
