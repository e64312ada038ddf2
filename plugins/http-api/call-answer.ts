import { randomUUID } from 'node:crypto';
import type { Called, IncomingCall, Outcome, RequestTypeDefinition } from '@reglament/sdk';
import type { Call } from './call.ts';
import { settingsOf, valueAt } from './message.ts';
import { laterOutcome, messageIdOf, readJson, ticketIn } from './outcome.ts';
import { keys } from './wire-names.ts';

/** Where a call to the connection's own address has the provider's name of the question, unless the settings say another place. */
const TICKET = '/id';

/** What the provider has brought by itself. Whatever comes is told of: the one who calls is no longer listening for reasons. */
export async function called({ host }: Call, { owner, body }: IncomingCall): Promise<Called> {
  const ticket = ticketIn(body, host.config.ticketPlace ?? TICKET);
  const requestId = owner ?? (ticket === undefined ? undefined : await host.owner(keys.ticket, ticket));
  const type = requestId === undefined ? undefined : await host.requestType(requestId);
  const about = requestId ?? 'call';
  const came = { messageId: messageIdOf(about, body), original: body, files: [], verdicts: [] };
  if (requestId === undefined || type === undefined) {
    return { ...came, ...(requestId === undefined ? {} : { requestId }), outcome: nobodys(ticket) };
  }
  const sentAs = await host.once(requestId, keys.name, randomUUID);
  return { ...came, requestId, sentAs, outcome: outcomeIn(type, body) };
}

function nobodys(ticket: string | undefined): Outcome {
  const named = ticket === undefined ? 'имени запроса в нём нет' : `запроса «${ticket}» здесь не знают`;
  return { status: 'unreadable', reason: `Обратный вызов ни с чем не соотнесён: ${named}` };
}

/** A state that is no end is told as such: the provider calls on purpose. */
function outcomeIn(type: RequestTypeDefinition, body: Uint8Array): Outcome {
  const found = laterOutcome(type, { status: 200, bytes: body });
  if (found !== undefined) return found;
  const { poll, callback } = settingsOf(type);
  const state = valueAt(readJson(body), (callback ?? poll)?.state ?? '');
  return { status: 'interim', text: `Поставщик сообщил: ${typeof state === 'string' ? state : 'ещё не готово'}` };
}
