import type { Attachment } from './attachment.ts';
import type { Version } from './version.ts';

/** Full name of the root of what a message says. */
export interface TypeName {
  readonly namespace: string;
  readonly root: string;
}

export interface Rendered {
  /** `RequestMessage` or `ResponseMessage`, signed. */
  readonly xml: string;
  /** What goes beside the envelope. */
  readonly parts: readonly Attachment[];
}

/** How handing a message out goes wrong. */
export const mishapKinds = ['garbage', 'cut', 'fail', 'reset', 'hang'] as const;
export type Mishap = (typeof mishapKinds)[number];

/** A letter and how it stands. */
export interface HeldLetter extends Standing {
  /** What it is made of. */
  readonly kept: unknown;
}

/** A message that waits until it is acknowledged. */
export interface Letter {
  /** What it is made of: whoever has made it makes it again after an end of the process. */
  readonly kept: unknown;
  readonly messageId: string;
  readonly kind: 'request' | 'response';
  /** Key of the body; absent: the first one that asks. */
  readonly to?: string | undefined;
  readonly type?: TypeName | undefined;
  readonly nodeId?: string | undefined;
  /** Not handed out before this moment. */
  readonly at: Date;
  /** How often it must be acknowledged before it is gone; usually once. */
  readonly acks?: number;
  readonly mishap?: { readonly kind: Mishap; readonly times: number } | undefined;
  /** Made anew at each delivery, with its time. */
  render(delivery: { readonly version: Version; readonly at: Date }): Rendered;
  onAck?(accepted: boolean): void;
}

export interface Asked {
  readonly body: string;
  readonly kind: Letter['kind'];
  readonly type?: TypeName | undefined;
  readonly nodeId?: string | undefined;
}

export interface Taken {
  readonly letter: Letter;
  readonly mishap?: Mishap | undefined;
}

export interface Mailbox {
  /** `standing`: of one that has waited before. */
  put(letter: Letter, standing?: Standing): void;
  held(): readonly HeldLetter[];
  /** Another number after each change. */
  revision(): number;
  /** The one that was longest not handed out; what nobody acknowledged comes again after all the others. */
  take(asked: Asked): Taken | undefined;
  /** False: nothing of this name waits for this body's acknowledgement. */
  acknowledge(body: string, messageId: string, accepted: boolean): boolean;
  waiting(): number;
  /** By the name of the queue. */
  count(body: string, nodeId: string | undefined): readonly { readonly name: string; readonly pending: number }[];
}

interface Standing {
  to: string | undefined;
  handedOut: number;
  lastTaken: Date | undefined;
  acksLeft: number;
  mishapsLeft: number;
}

interface Entry extends Standing {
  readonly letter: Letter;
}

export interface MailboxOptions {
  readonly now: () => Date;
  /** Seconds until a message that nobody acknowledged is handed out again. */
  readonly redeliverAfter?: number;
}

export function createMailbox({ now, redeliverAfter = 0 }: MailboxOptions): Mailbox {
  const entries = new Map<string, Entry>();
  let turn = 0;
  let revision = 0;
  const isDue = ({ letter, lastTaken }: Entry) =>
    letter.at <= now() && (!lastTaken || now().getTime() - lastTaken.getTime() >= redeliverAfter * 1000);
  return {
    put(letter, standing) {
      const { to, acks = 1, mishap } = letter;
      const fresh = { to, handedOut: 0, lastTaken: undefined, acksLeft: acks, mishapsLeft: mishap?.times ?? 0 };
      entries.set(letter.messageId, { ...(standing ?? fresh), letter });
      turn = Math.max(turn, standing?.handedOut ?? 0);
      revision += 1;
    },
    held: () => [...entries.values()].map(({ letter, ...standing }) => ({ ...standing, kept: letter.kept })),
    revision: () => revision,
    take(asked) {
      let next: Entry | undefined;
      for (const entry of entries.values()) {
        if (next && next.handedOut <= entry.handedOut) continue;
        if (isFor(entry, asked) && isDue(entry)) next = entry;
      }
      if (!next) return undefined;
      turn += 1;
      revision += 1;
      Object.assign(next, { handedOut: turn, lastTaken: now(), to: asked.body });
      if (next.mishapsLeft === 0) return { letter: next.letter };
      next.mishapsLeft -= 1;
      return { letter: next.letter, mishap: next.letter.mishap?.kind };
    },
    acknowledge(body, messageId, accepted) {
      const entry = entries.get(messageId);
      if (!entry || entry.to !== body || !entry.lastTaken) return false;
      revision += 1;
      entry.acksLeft -= 1;
      if (entry.acksLeft === 0) entries.delete(messageId);
      entry.letter.onAck?.(accepted);
      return true;
    },
    waiting: () => entries.size,
    count(body, nodeId) {
      return (['request', 'response'] as const).map((kind) => ({
        name: `${kind}s`,
        pending: [...entries.values()].filter((entry) => isFor(entry, { body, kind, nodeId })).length,
      }));
    },
  };
}

function isFor({ letter, to }: Entry, { body, kind, type, nodeId }: Asked): boolean {
  if (letter.kind !== kind || (to !== undefined && to !== body)) return false;
  if (type && (letter.type?.namespace !== type.namespace || letter.type.root !== type.root)) return false;
  // Requests of others are for any node of the body; answers go back to the node that has asked.
  return letter.nodeId === nodeId || (kind === 'request' && letter.nodeId === undefined);
}
