import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * An FTP server that is not ours: pyftpdlib (Debian: python3-pyftpdlib), in a process of its own, on 127.0.0.1. It ends when
 * its input does.
 */
const PROGRAM = `
import json, os, sys, threading
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import DTPHandler, FTPHandler
from pyftpdlib.servers import FTPServer

order = json.loads(sys.argv[1])
lines = {'cut': None}

def obey():
    for line in sys.stdin:
        lines['cut'] = int(line)
        print('ready', flush=True)
    os._exit(0)

class Data(DTPHandler):
    def cut_if_due(self):
        if lines['cut'] is not None and self.get_transmitted_bytes() >= lines['cut']:
            lines['cut'] = None
            self.cmd_channel.close()
    def handle_read_event(self):
        super().handle_read()
        self.cut_if_due()
    def send(self, data):
        sent = super().send(data)
        self.cut_if_due()
        return sent

class Handler(FTPHandler):
    dtp_handler = Data
    authorizer = DummyAuthorizer()
    auth_failed_timeout = 0
    use_sendfile = False
    proto_cmds = {name: facts for name, facts in FTPHandler.proto_cmds.items() if name not in order['without']}

for one in order['users']:
    Handler.authorizer.add_user(one['user'], one['password'], one['folder'], perm=one['may'])
server = FTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=obey, daemon=True).start()
print(server.socket.getsockname()[1], flush=True)
server.serve_forever()
`;

export interface FtpUser {
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** Letters of pyftpdlib: `elr` reads, `elradfmwMT` does everything. */
  readonly may: string;
}

export interface FtpDaemon {
  readonly port: number;
  /** The next transfer breaks off, with its session, when so many bytes have passed. */
  cutAfter(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** An interpreter that has pyftpdlib: Debian's own before others. */
export function findFtpDaemon(): string | undefined {
  return ['/usr/bin/python3', 'python3'].find((python) => {
    try {
      execFileSync(python, ['-W', 'ignore', '-c', 'import pyftpdlib.servers'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

export async function openFtpDaemon(
  python: string,
  { users, without = [] }: { readonly users: readonly FtpUser[]; readonly without?: readonly string[] },
): Promise<FtpDaemon> {
  const order = JSON.stringify({ users, without });
  const child = spawn(python, ['-W', 'ignore', '-c', PROGRAM, order], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  const told = createInterface(child.stdout)[Symbol.asyncIterator]();
  const port = Number((await told.next()).value);
  return {
    port,
    async cutAfter(bytes) {
      child.stdin.write(`${bytes}\n`);
      await told.next();
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
