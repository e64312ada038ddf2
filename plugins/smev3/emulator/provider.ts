import type { Scenario } from '@reglament/sdk';
import { filledIn, fits } from './filled-answer.ts';
import type { InformationType, PlayedAnswer } from './information-type.ts';
import type { Node, SentRequest } from './node.ts';
import { playFiles } from './played-file.ts';
import type { ResponseData } from './response-data.ts';
import { type ResponseOptions, responseLetter } from './response-letter.ts';
import { specialResponse } from './special.ts';

export interface Question {
  readonly request: SentRequest;
  readonly type: InformationType;
}

/** What the provider of the type does about a request: lays answers down, as the scenario and the type's own answers say. */
export function answerRequest(node: Node, { request, type }: Question, scenario: Scenario): void {
  const put = (data: ResponseData, more: Partial<ResponseOptions> = {}) =>
    node.mailbox.put(responseLetter(node, { request, data, at: node.now(), ...more }));
  if (scenario.kind === 'silence') return;
  if (scenario.kind === 'refuse') {
    put({ kind: 'rejected', reasons: [{ code: 'NO_DATA', text: scenario.reason }] });
    return;
  }
  if (scenario.kind === 'interim') put({ kind: 'status', code: 1, text: scenario.text });
  playAnswer({ request, type, put, node }, scenario);
}

interface Playing extends Question {
  readonly node: Node;
  put(data: ResponseData, more?: Partial<ResponseOptions>): void;
}

function playAnswer({ request, type, put, node }: Playing, scenario: Scenario): void {
  const given =
    scenario.kind === 'answer' && scenario.answer ? (scenario.answer as unknown as PlayedAnswer) : undefined;
  const answer =
    given ??
    type.answerTo?.(request.content) ??
    type.answers.find((each) => fits(each, { type, content: request.content }));
  if (!answer || answer.silence) return;
  const seconds = (scenario.kind === 'answer' ? scenario.afterSeconds : undefined) ?? answer.after ?? 0;
  for (const { code, text } of answer.interim ?? []) put({ kind: 'status', code, text });
  const special = scenario.kind === 'special' ? specialResponse(scenario, request.messageId) : undefined;
  put(special?.data ?? dataOf(answer, { request, type, scenario, node }), {
    at: new Date(node.now().getTime() + seconds * 1000),
    ...(scenario.kind === 'repeat' ? { acks: scenario.times } : {}),
    ...special?.options,
  });
}

interface Dressing extends Question {
  readonly node: Node;
  readonly scenario: Scenario;
}

function dataOf(answer: PlayedAnswer, { request, type, scenario, node }: Dressing): ResponseData {
  if (answer.reject) return { kind: 'rejected', reasons: answer.reject };
  if (scenario.kind === 'broken') return { kind: 'content', xml: unreadable, attachments: [] };
  const xml = filledIn(answer, { type, content: request.content, now: node.now() });
  const problems = type.check(xml);
  if (problems.length > 0) {
    throw new Error(
      `Ответ «${answer.title}» вида «${type.title}» не по схеме: ${problems.map(({ text }) => text).join()}`,
    );
  }
  return { kind: 'content', xml, attachments: playFiles(node.storage, answer.files ?? []) };
}

/** Well signed, and of no use to anybody. */
export const unreadable = '<Nothing xmlns="urn://reglament/smev3/emulator/unreadable">&#x2620;</Nothing>';
