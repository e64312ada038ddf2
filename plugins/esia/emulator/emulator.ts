import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Emulator, EmulatorOptions } from '@reglament/sdk';
import { createScenarioPlayer } from '@reglament/sdk/emulator';
import type { EsiaConfig } from '../config.ts';
import { CLIENT_ID, CLIENT_SECRET } from './client.ts';
import type { Answered, Reach, Told } from './leading.ts';

/** Of the direct way: the public key (PEM) of tokens signed by RSA. */
export interface EsiaEmulator extends Emulator<EsiaConfig> {
  readonly rsaKey: string;
}

/**
 * The other side in a process of its own, as in life: its clock and its load are its own. It asks this one, through the
 * channel between them, how to treat who comes next, so that what was played holds from the very next request.
 */
export async function openEmulator({ port = 0, now }: EmulatorOptions): Promise<EsiaEmulator> {
  const player = createScenarioPlayer();
  const child = spawn(process.execPath, [fileURLToPath(new URL('./process.ts', import.meta.url)), String(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { listening, rsaKey } = await firstWord(child, (told) => {
    if (!('ask' in told)) return;
    const answer: Answered = { answer: told.ask, scenario: player.next(), ahead: now().getTime() - Date.now() };
    child.send(answer);
  });
  const url = `http://127.0.0.1:${listening}`;
  let closing: Promise<void> | undefined;
  return {
    config: { way: 'gateway', url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    rsaKey,
    page: url,
    reach: (address) => void child.send({ reach: address } satisfies Reach),
    play: player.play,
    effects: [],
    waiting: () => 0,
    close() {
      closing ??= ended(child);
      return closing;
    },
  };
}

/** The port it listens on; later words go to `hear`. */
function firstWord(child: ChildProcess, hear: (told: Told) => void): Promise<Extract<Told, { listening: number }>> {
  return new Promise((listening, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`Эмулятор входа не запустился: код ${code}`)));
    child.on('message', (told: Told) => ('listening' in told ? listening(told) : hear(told)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
}
