import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import type { FileStorage, StorageAccess } from './file-storage.ts';

/** The file storage of СМЭВ over FTP: passive, binary, on 127.0.0.1, and no more of it than is needed to give and take files. */
export interface FtpServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function openFtpServer(storage: FileStorage, port = 0): Promise<FtpServer> {
  const sockets = new Set<Socket | Server>();
  const server = createServer((socket) => serve(new FtpSession(socket, storage, sockets)));
  await listen(server, port);
  return {
    port: portOf(server),
    async close() {
      for (const one of sockets) 'destroy' in one ? one.destroy() : one.close();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function listen(server: Server, port = 0): Promise<void> {
  return new Promise((opened, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', opened);
  });
}

/** One control connection. */
class FtpSession {
  readonly socket: Socket;
  readonly storage: FileStorage;
  user = '';
  access: StorageAccess | undefined;
  folder = '/';
  /** Comes true when the other end of the next transfer is there. */
  data: Promise<Socket> | undefined;
  private readonly sockets: Set<Socket | Server>;

  constructor(socket: Socket, storage: FileStorage, sockets: Set<Socket | Server>) {
    this.socket = socket;
    this.storage = storage;
    this.sockets = sockets;
    this.keep(socket);
  }

  say(line: string): void {
    if (this.socket.writable) this.socket.write(`${line}\r\n`);
  }

  pathOf(argument: string): string {
    const parts = (argument.startsWith('/') ? argument : `${this.folder}/${argument}`).split('/');
    const path: string[] = [];
    for (const part of parts) {
      if (part === '..') path.pop();
      else if (part !== '' && part !== '.') path.push(part);
    }
    return `/${path.join('/')}`;
  }

  /** A port of its own for the next transfer. */
  async listenForData(): Promise<number> {
    const server = createServer();
    this.keep(server);
    this.data = new Promise((connected) => {
      server.once('connection', (socket) => {
        this.keep(socket);
        server.close();
        connected(socket);
      });
    });
    await listen(server);
    return portOf(server);
  }

  private keep(one: Socket | Server): void {
    this.sockets.add(one);
    one.on('error', () => undefined);
    one.on('close', () => this.sockets.delete(one));
  }
}

function serve(session: FtpSession): void {
  session.say('220 SMEV file storage (emulator)');
  let rest = '';
  // One command after another, however they come in.
  let turn = Promise.resolve();
  session.socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) turn = turn.then(() => obey(session, line));
  });
}

async function obey(session: FtpSession, line: string): Promise<void> {
  const [, verb = '', argument = ''] = /^(\S*)\s?(.*)$/.exec(line) ?? [];
  const name = verb.toUpperCase();
  const open = openCommands[name];
  if (open) return open(session, argument);
  const command = commands[name];
  if (!command) return session.say('502 Command not implemented');
  if (!session.access) return session.say('530 Please sign in');
  return command({ session, access: session.access }, argument);
}

type Open = (session: FtpSession, argument: string) => void | Promise<void>;

const openCommands: Readonly<Record<string, Open>> = {
  USER(session, argument) {
    session.user = argument;
    session.say('331 Password, please');
  },
  PASS(session, argument) {
    session.access = session.storage.signIn(session.user, argument);
    session.say(session.access ? '230 Signed in' : '530 Wrong user or password');
  },
  FEAT: (session) => session.say('211-Features\r\n UTF8\r\n EPSV\r\n PASV\r\n SIZE\r\n211 End'),
  OPTS: (session) => session.say('200 OK'),
  SYST: (session) => session.say('215 UNIX Type: L8'),
  TYPE: (session) => session.say('200 Binary'),
  STRU: (session) => session.say('200 File'),
  MODE: (session) => session.say('200 Stream'),
  NOOP: (session) => session.say('200 OK'),
  QUIT(session) {
    session.say('221 Bye');
    session.socket.end();
  },
};

interface SignedIn {
  readonly session: FtpSession;
  readonly access: StorageAccess;
}

type Command = (signedIn: SignedIn, argument: string) => void | Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  PWD: ({ session }) => session.say(`257 "${session.folder}"`),
  CWD({ session }, argument) {
    session.folder = session.pathOf(argument);
    session.say('250 OK');
  },
  CDUP({ session }) {
    session.folder = session.pathOf('..');
    session.say('250 OK');
  },
  MKD({ session, access }, argument) {
    const path = session.pathOf(argument);
    session.say(access.makeFolder(path) ? `257 "${path}" created` : '550 Cannot make this folder');
  },
  SIZE({ session, access }, argument) {
    const file = access.read(session.pathOf(argument));
    session.say(file ? `213 ${file.content.byteLength}` : '550 No such file');
  },
  async PASV({ session }) {
    const port = await session.listenForData();
    session.say(`227 Entering Passive Mode (127,0,0,1,${port >> 8},${port & 255})`);
  },
  async EPSV({ session }) {
    session.say(`229 Entering Extended Passive Mode (|||${await session.listenForData()}|)`);
  },
  RETR({ session, access }, argument) {
    const file = access.read(session.pathOf(argument));
    return file ? give(session, file.content) : session.say('550 No such file');
  },
  NLST: (signedIn) => list(signedIn, (name) => name),
  LIST: (signedIn) => list(signedIn, (name) => `-rw-r--r-- 1 smev smev 0 Jan 1 00:00 ${name}`),
  STOR: store,
};

function list({ session, access }: SignedIn, write: (name: string) => string): Promise<void> {
  return give(
    session,
    Buffer.from(
      access
        .list(session.folder)
        .map((name) => `${write(name)}\r\n`)
        .join(''),
    ),
  );
}

async function give(session: FtpSession, content: Uint8Array): Promise<void> {
  const data = await takeData(session);
  if (!data) return;
  await new Promise<void>((done) => data.once('close', () => done()).end(content));
  session.say('226 Done');
}

async function store({ session, access }: SignedIn, argument: string): Promise<void> {
  if (!access.write) return session.say('550 Nothing can be written here');
  const data = await takeData(session);
  if (!data) return;
  const pieces: Buffer[] = [];
  const isWhole = await new Promise<boolean>((done) => {
    data.on('data', (piece: Buffer) => pieces.push(piece));
    data.once('end', () => data.end());
    data.once('close', (hadError) => done(!hadError));
  });
  const isStored = isWhole && access.write(session.pathOf(argument), Buffer.concat(pieces));
  session.say(isStored ? '226 Done' : '550 Not stored: make the folder first');
}

async function takeData(session: FtpSession): Promise<Socket | undefined> {
  if (!session.data) {
    session.say('425 Say PASV or EPSV first');
    return undefined;
  }
  session.say('150 Go on');
  const data = await session.data;
  session.data = undefined;
  return data;
}
