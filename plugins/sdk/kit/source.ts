import assert from 'node:assert/strict';
import type { Delivery } from '../src/index.ts';
import { patience } from './expecting.ts';
import type { Joined, Scene } from './scene.ts';

/** What all that comes has in common. */
export type Came = Pick<Delivery, 'messageId' | 'ack'> & Partial<Pick<Delivery, 'original' | 'files' | 'verdicts'>>;

/** Where messages come from: answers to questions, the inbox, the bus. */
export interface Source<Message extends Came = Came> {
  readonly part: 'receive' | 'inbox' | 'bus.take';
  readonly title: string;
  /** Makes the other side lay one message down, by the scenario that is next. Gives what `take` wants to know. */
  prepare(scene: Scene): Promise<readonly string[]>;
  take(joined: Joined, waiting: readonly string[], signal: AbortSignal): AsyncIterable<Message>;
}

export interface Collecting {
  readonly waiting: readonly string[];
  /** Called with each message while the plugin still has it in hand. */
  readonly each?: (message: Came) => Promise<void>;
}

/** Everything that is there now. @throws AssertionError when it goes on for ever */
export async function collect<Message extends Came>(
  source: Source<Message>,
  joined: Joined,
  { waiting, each }: Collecting,
): Promise<Message[]> {
  const found: Message[] = [];
  for await (const message of source.take(joined, waiting, patience())) {
    found.push(message);
    await each?.(message);
    assert.ok(found.length < 1000, 'Приём не кончается: отдайте то, что есть, и закончите');
  }
  return found;
}

/** Takes until something has come, moving the clock: an answer may be due later. */
export async function collectSome<Message extends Came>(
  source: Source<Message>,
  { scene, joined, waiting, each }: Collecting & { scene: Scene; joined: Joined },
): Promise<Message[]> {
  for (let round = 0; round < 5; round += 1) {
    const found = await collect(source, joined, each ? { waiting, each } : { waiting });
    if (found.length > 0) return found;
    scene.clock.move(600);
  }
  return assert.fail('Сообщение есть на другой стороне, а модуль его не отдаёт');
}

export const acknowledge = (message: Came): Promise<void> => message.ack(true);

/** The bytes of all files of a message, read as the engine does: before `ack`. */
export async function readFiles({ files = [] }: Came): Promise<Map<string, Uint8Array>> {
  const read = new Map<string, Uint8Array>();
  for (const { name, content } of files) {
    const pieces: Uint8Array[] = [];
    if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    read.set(name, Buffer.concat(pieces));
  }
  return read;
}
