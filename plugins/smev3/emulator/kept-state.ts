import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Body } from './bodies.ts';
import { SmevFault } from './fault.ts';
import type { Folders } from './file-storage.ts';
import type { HeldLetter, Letter } from './mailbox.ts';
import type { Node, SentRequest } from './node.ts';
import { type KeptRequest, requestLetter } from './request-letter.ts';
import type { ResponseData } from './response-data.ts';
import { type KeptResponse, responseLetter } from './response-letter.ts';

/** What the node remembers over an end of its process: who has come, what was taken, what waits, what lies in the storage. */
export interface KeptState {
  readonly bodies: readonly Body[];
  readonly taken: readonly string[];
  readonly requests: readonly SentRequest[];
  readonly recipients: readonly (readonly [string, string])[];
  readonly letters: readonly HeldLetter[];
  readonly folders: Folders;
}

type KeptLetter = KeptRequest | KeptResponse;

const FORMAT = 1;

/** undefined: nothing is kept here yet. What cannot be read is laid aside, and the node begins anew. */
export function readState(file: string): KeptState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { format, state } = deserialize(readFileSync(file));
    if (format === FORMAT) return state;
  } catch {
    // Below: as what another version has written.
  }
  renameSync(file, `${file}.broken`);
  return undefined;
}

/** The former one or this one, never a half. */
export function writeState(file: string, state: KeptState): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, serialize({ format: FORMAT, state }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function stateOf({ bodies, taken, requests, recipients, mailbox, storage }: Omit<Node, 'side'>): KeptState {
  return {
    bodies: bodies.all(),
    taken: [...taken],
    requests: [...requests.values()].map(withoutTrouble),
    recipients: [...recipients],
    letters: mailbox.held().map((held) => ({ ...held, kept: plain(held.kept as KeptLetter) })),
    folders: storage.folders,
  };
}

/** Lays what waited down again, as it stood. */
export function layAgain(node: Node, { requests, recipients, letters }: KeptState): void {
  for (const request of requests) node.requests.set(request.messageId, request);
  for (const [messageId, body] of recipients) node.recipients.set(messageId, body);
  for (const { kept, ...standing } of letters) node.mailbox.put(again(node, kept as KeptLetter), standing);
}

function again(node: Node, letter: KeptLetter): Letter {
  if (letter.form === 'request') return requestLetter(node, letter.request, letter.options);
  return responseLetter(node, { ...letter.options, data: revived(letter.options.data) });
}

/** As `v8.serialize` takes it: an error of ours would lose what makes it ours. */
function plain(letter: KeptLetter): KeptLetter {
  if (letter.form === 'request') return { ...letter, request: withoutTrouble(letter.request) };
  const { data, request } = letter.options;
  return { ...letter, options: { ...letter.options, request: withoutTrouble(request), data: told(data) } };
}

function told(data: ResponseData): ResponseData {
  if (data.kind !== 'refusedBySmev') return data;
  const { fault, message, details } = data.fault;
  return { kind: 'refusedBySmev', fault: { fault, message, details, name: 'SmevFault' } };
}

function revived(data: ResponseData): ResponseData {
  if (data.kind !== 'refusedBySmev') return data;
  const { fault, message, details } = data.fault;
  return { kind: 'refusedBySmev', fault: new SmevFault(fault, message, details) };
}

/** It was asked for when the request was taken. */
function withoutTrouble(request: SentRequest): SentRequest {
  return { ...request, personalTrouble: undefined, routeTrouble: undefined };
}
