import type { BusMessage, Host, JsonObject } from '@reglament/sdk';
import type { EpguConfig } from './config.ts';
import { readElkAnswer } from './wire/elk-status.ts';

/** Type of the answers to what was sent over СМЭВ. */
export const replyType = 'smev3/reply';

/** What the portal has against a status; undefined: nothing, and the message is done with. */
export async function elkReplyOf(host: Host<EpguConfig>, message: BusMessage): Promise<string | undefined> {
  const { content, problems = [] } = message;
  const forged = message.verdicts?.some(({ valid }) => !valid) ?? false;
  const problem = forged ? 'Ответ портала на статус не подписан как следует' : (problems[0] ?? problemOf(content));
  if (problem !== undefined) return problem;
  host.log('epgu.statusTaken', { message: message.id });
  await message.ack();
  return undefined;
}

function problemOf({ xml, rejected, status }: JsonObject): string | undefined {
  if (status !== undefined) return undefined;
  if (rejected !== undefined) return `Портал не принял статус: ${wordsOf(rejected)}`;
  const answer = typeof xml === 'string' ? readElkAnswer(xml) : undefined;
  if (answer === undefined) return 'Ответ портала на статус нельзя прочитать';
  if (answer.status === 'ok') return undefined;
  const order = answer.orderId === undefined ? '' : ` заявления ${answer.orderId}`;
  return `Портал не принял статус${order}: ${answer.message ?? 'причина не названа'}`;
}

function wordsOf(rejected: unknown): string {
  const { code, text } = rejected as { code?: unknown; text?: unknown };
  return [code, text].filter((part) => typeof part === 'string' && part !== '').join(' – ');
}
