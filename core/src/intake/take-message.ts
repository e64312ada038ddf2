import type { Incoming } from '@reglament/sdk';
import { executeFromPortal } from '../application/commands.ts';
import type { PortalCommand, SentFile } from '../application/portal/portal-command.ts';
import type { StoredConnection } from '../connection/connection.model.ts';
import { databaseFault } from '../db.ts';
import { quarantine } from '../delivery/commands.ts';
import { insertDelivery, judgeDelivery } from '../delivery/rows.ts';
import type { Deps } from '../deps.ts';
import { keepAll } from '../file/commands.ts';
import { getActingBody } from '../organisation/queries.ts';
import { systemSession } from '../session/system-session.ts';
import { forgedWords } from '../signature/forged.ts';
import { commandOf, type PortalMessage } from './command-of.ts';
import { isEarly } from './early.ts';

/**
 * What an applicant does through a portal: kept byte by byte, carried out in the same transaction, then acknowledged. A
 * repeat of the message has no second effect, what came before its application comes again, and what cannot be carried out
 * waits for a person.
 */
export async function takePortalMessage(deps: Deps, stored: StoredConnection, message: PortalMessage): Promise<void> {
  const apart = (reason: string) => quarantine(deps, stored, putApart(message, reason));
  const forged = message.verdicts.find(({ valid }) => !valid);
  if (forged !== undefined) return apart(forgedWords(forged.text, `Подпись сообщения не верна: ${forged.text}`));
  if (stored.organisation === null) return apart('Сообщения заявителей приходят по подключению ведомства');
  if (!isName(message.externalId)) return apart('В сообщении нет номера заявки на портале');
  if (await isEarly(deps, stored, message)) return;
  const kept = await keepFiles(deps, message);
  const emulated = await deps.connections.isMadeUp(stored);
  const command = commandOf(message, { connectionId: stored.id, emulated, now: deps.clock(), ...kept });
  try {
    await carryOut(deps, { stored, organisationId: stored.organisation.id, message, command, emulated });
  } catch (error) {
    // Told from a database that is away: this message would come again and again, and those behind it never.
    if (databaseFault(error) !== 'unstorable') throw error;
    return apart('В сообщении есть знаки, которые нельзя сохранить');
  }
  await message.ack(true);
}

interface Taking {
  readonly stored: StoredConnection;
  readonly organisationId: string;
  readonly message: PortalMessage;
  readonly command: PortalCommand;
  readonly emulated: boolean;
}

async function carryOut(deps: Deps, taking: Taking): Promise<void> {
  const { stored, organisationId, message, command, emulated } = taking;
  const { messageId, kind, original, verdicts } = message;
  const now = deps.clock();
  const organisation = await deps.database.asOwner((trx) => getActingBody(trx, organisationId));
  const session = systemSession(organisation);
  await deps.database.inBodies(session.bodies, async (trx) => {
    const place = { connectionId: stored.id, messageId };
    const facts = { organisationId, kind, requestId: null, outcome: null, verdicts, original, receivedAt: now };
    const { sender = null } = command.portal;
    const row = { ...place, ...facts, emulated, sender, status: 'accepted', reason: null } as const;
    if (!(await insertDelivery(trx, row))) return;
    await judgeDelivery(trx, place, await executeFromPortal({ deps, session, trx, now }, command));
  });
}

/** One by one, so that each keeps the code of its document. */
async function keepFiles(deps: Deps, message: PortalMessage) {
  const files: SentFile[] = [];
  const problems = [...message.problems];
  for (const file of message.files) {
    const kept = await keepAll(deps, [file]);
    files.push(...kept.files.map((one) => ({ ...one, document: file.document ?? null })));
    problems.push(...kept.problems);
  }
  return { files, problems };
}

function putApart(message: PortalMessage, reason: string): Incoming {
  return { ...message, problems: [reason, ...message.problems], ack: (accepted) => message.ack(accepted) };
}

/** Longer than any portal's number; a plugin hands on what it was sent. */
const MOST_NAME = 200;

function isName(externalId: unknown): boolean {
  return typeof externalId === 'string' && externalId !== '' && externalId.length <= MOST_NAME;
}
