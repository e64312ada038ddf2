import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '@reglament/sdk/emulator';
import type { OrderMessage } from '../wire/order.ts';
import type { KeptFile, Order } from './order.ts';

/** A message that is to go, and has the same name at every try. */
export interface Outgoing {
  readonly id: string;
  readonly orderId: string;
  readonly service: string;
  readonly message: OrderMessage;
  /** Files of the zip that goes along. */
  readonly files: readonly KeptFile[];
  readonly isSent: boolean;
}

export interface Portal {
  readonly orders: readonly Order[];
  /** All that was ever sent: an answer names what it answers. */
  readonly sent: readonly Outgoing[];
  /** Names of messages that have come. */
  readonly seen: readonly string[];
  readonly isDown: boolean;
  /** The next message waits until the one after it has gone. */
  readonly isSwapping: boolean;
  /** Takes the statuses that bodies send by themselves, and answers nothing. */
  readonly isSilent: boolean;
  /** Answers them that it does not take them. */
  readonly isRefusing: boolean;
}

/** What a tester turns; silence and refusal put each other out. Pure. */
export function withSwitches(portal: Portal, turned: Readonly<Record<string, unknown>>): Portal {
  const flag = (name: 'isDown' | 'isSwapping' | 'isSilent' | 'isRefusing') =>
    typeof turned[name] === 'boolean' ? turned[name] : portal[name];
  return {
    ...portal,
    ...{ isDown: flag('isDown'), isSwapping: flag('isSwapping') },
    isSilent: flag('isSilent') && turned.isRefusing !== true,
    isRefusing: flag('isRefusing') && turned.isSilent !== true,
  };
}

export interface KeptPortal {
  current(): Portal;
  change(make: (portal: Portal) => Portal): void;
  keepFile(file: Omit<KeptFile, 'id' | 'size'>, content: Uint8Array, signature?: Uint8Array): KeptFile;
  /** undefined: there is none. */
  readFile(id: string): { readonly content: Buffer; readonly signature?: Buffer } | undefined;
}

const nothing: Portal = {
  ...{ orders: [], sent: [], seen: [] },
  ...{ isDown: false, isSwapping: false, isSilent: false, isRefusing: false },
};

/** What the portal holds, in its folder or, without one, in memory. */
export function openPortalStore(folder: string | undefined): KeptPortal {
  const file = folder === undefined ? undefined : join(folder, 'portal.json');
  let portal: Portal = file === undefined ? nothing : readPortal(file);
  const contents = openContents(folder);
  return {
    current: () => portal,
    change(make) {
      portal = make(portal);
      if (file !== undefined) writeWhole(file, JSON.stringify(portal));
    },
    keepFile(facts, content, signature) {
      const id = randomUUID();
      contents.put(id, content);
      if (signature !== undefined) contents.put(`${id}.sig`, signature);
      return { ...facts, id, size: content.length, ...(signature === undefined ? {} : { isSigned: true }) };
    },
    readFile(id) {
      const content = contents.get(id);
      const signature = contents.get(`${id}.sig`);
      return content && { content, ...(signature === undefined ? {} : { signature }) };
    },
  };
}

/** What cannot be read is laid aside, and the portal begins anew. */
function readPortal(file: string): Portal {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8'), (key, value: unknown) =>
      key === 'submittedAt' && typeof value === 'string' ? new Date(value) : value,
    );
    return { ...nothing, ...read };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') renameSync(file, `${file}.broken`);
    return nothing;
  }
}

function openContents(folder: string | undefined) {
  const memory = new Map<string, Buffer>();
  const files = folder === undefined ? undefined : join(folder, 'files');
  if (files !== undefined) mkdirSync(files, { recursive: true, mode: 0o700 });
  return {
    put(name: string, content: Uint8Array) {
      if (files === undefined) memory.set(name, Buffer.from(content));
      else writeFileSync(join(files, name), content, { mode: 0o600 });
    },
    get(name: string): Buffer | undefined {
      if (files === undefined) return memory.get(name);
      // Names are ours; whoever asks for another asks for nothing.
      if (!/^[0-9a-f-]{36}(?:\.sig)?$/.test(name)) return undefined;
      try {
        return readFileSync(join(files, name));
      } catch {
        return undefined;
      }
    },
  };
}
