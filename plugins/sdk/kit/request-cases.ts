import assert from 'node:assert/strict';
import type { Delivery, Outcome, OutgoingRequest, RequestKind } from '../src/index.ts';
import type { Deed } from './deed.ts';
import { refusalOf, untilTaken } from './deed.ts';
import { deedCases } from './deed-cases.ts';
import { assertNone, assertRussian, patience } from './expecting.ts';
import { answerProblems } from './form-problems.ts';
import type { KitCase } from './kit-case.ts';
import { requestOf } from './question.ts';
import { type Joined, type Scene, type Subject, withScene } from './scene.ts';
import { acknowledge, collect, collectSome, type Source } from './source.ts';
import { sourceCases } from './source-cases.ts';

interface Asked {
  readonly code: string;
  readonly answersLater: boolean;
  /** The connection has `read`. */
  readonly readsAgain: boolean;
}

/** Sending questions of one kind and receiving their answers. */
export function requestCases(subject: Subject, kind: Asked): KitCase[] {
  const { code, answersLater, readsAgain } = kind;
  const isRefusing = subject.samples.refusing?.includes(code) ?? false;
  const one = (name: string, title: string, run: (stage: Stage) => Promise<void>): KitCase => ({
    code: name,
    title: `вопрос «${code}»: ${title}`,
    run: () =>
      withScene(subject, async (scene) => {
        await run({ scene, joined: await scene.join(), request: requestOf(subject, code), source: answersTo(code) });
      }),
  });
  const sending = deedCases(subject, questionDeed(subject, code));
  if (isRefusing) return [...sending, one('send.refusing', 'отказано сразу, словами другой стороны', refusesAlways)];
  return [
    ...sending,
    one('receive.answer', 'ответ пришёл и подходит под свою форму', (stage) =>
      answers(stage, subject.plugin.requestKinds?.[code]),
    ),
    one('receive.refuse', 'отказ другой стороны пришёл её словами', refuses),
    one('receive.broken', 'нечитаемый ответ сохранён как нечитаемый, следующий приходит', broken),
    ...(answersLater && readsAgain
      ? [one('receive.read', 'сохранённые байты ответа читаются снова и говорят то же', readAgain)]
      : []),
    ...(answersLater
      ? [
          one('receive.interim', 'промежуточный ответ пришёл словами, за ним – окончательный', interim),
          ...sourceCases(subject, answersTo(code), unfitFor(subject, code)),
        ]
      : []),
  ];
}

/** Promises that mean nothing where answers are asked for by name, or where nobody is asked. */
function unfitFor({ samples }: Subject, code: string): string[] {
  if (samples.called?.includes(code)) return ['down', 'hang'];
  return samples.polled?.includes(code) ? ['stranger'] : [];
}

interface Stage {
  readonly scene: Scene;
  readonly joined: Joined;
  readonly request: OutgoingRequest;
  readonly source: Source<Delivery>;
}

function questionDeed(subject: Subject, code: string): Deed {
  return {
    part: 'send',
    title: `вопрос «${code}»`,
    async prepare() {
      const request = requestOf(subject, code);
      return {
        id: request.id,
        perform: async ({ connection }, signal) => connection.send?.(request, signal),
      };
    },
  };
}

function answersTo(code: string): Source<Delivery> {
  return {
    part: 'receive',
    title: `ответы на «${code}»`,
    async prepare(scene) {
      const request = requestOf(scene, code);
      const joined = await scene.join();
      await joined.connection.send?.(request, patience());
      return [request.id];
    },
    take: ({ connection }, waiting, signal) => connection.receive?.(waiting, signal) ?? nothing(),
  };
}

async function* nothing(): AsyncGenerator<never> {}

/** Everything that was said to the question so far, acknowledged. */
async function outcomesOf({ scene, joined, request, source }: Stage): Promise<Outcome[]> {
  const act = { id: request.id, perform: async (one: Joined) => one.connection.send?.(request, patience()) };
  const receipt = await untilTaken(act, { scene, joined });
  if (receipt?.outcome && receipt.outcome.status !== 'interim') return [receipt.outcome];
  const deliveries = await collectSome(source, { scene, joined, waiting: [request.id], each: acknowledge });
  // What was made in one process is read in another.
  const rest = await collect(source, await scene.join(), { waiting: [request.id], each: acknowledge });
  for (const { requestId, sentAs, outcome } of [...deliveries, ...rest]) {
    if (sentAs !== undefined)
      assert.equal(sentAs, receipt?.messageId, 'Имя вопроса в ответе (sentAs) – не то, что в расписке');
    if (outcome.status !== 'unreadable')
      assert.equal(requestId, request.id, 'Ответ не отнесён к своему вопросу (requestId)');
  }
  return [...(receipt?.outcome ? [receipt.outcome] : []), ...[...deliveries, ...rest].map(({ outcome }) => outcome)];
}

async function answers(stage: Stage, kind: RequestKind | undefined) {
  const outcomes = await outcomesOf(stage);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['answered'],
    'Вид ответа (outcome.status)',
  );
  const [outcome] = outcomes;
  assert.ok(kind && outcome?.status === 'answered');
  assertNone(answerProblems(kind.answer.schema, outcome.answer), 'Ответ не подходит под форму ответа вида');
}

/** In another process, long after: the bytes are all that is left. */
async function readAgain({ scene, joined, request, source }: Stage) {
  const act = { id: request.id, perform: async (one: Joined) => one.connection.send?.(request, patience()) };
  await untilTaken(act, { scene, joined });
  const came = await collectSome(source, { scene, joined, waiting: [request.id], each: acknowledge });
  const { connection } = await scene.join();
  for (const { original, outcome, verdicts } of came) {
    const again = await connection.read?.(original, request.id);
    assert.deepEqual(again, { outcome, verdicts }, 'read говорит о тех же байтах не то, что receive');
  }
}

async function refuses(stage: Stage) {
  const { scene, joined, request } = stage;
  scene.emulator.play({ kind: 'refuse', reason: 'Проверочная причина отказа' });
  const atOnce = await refusalOf(joined.connection.send?.(request, patience()) ?? Promise.resolve(undefined));
  const outcomes = atOnce === undefined ? await outcomesOf(stage) : [];
  const words = atOnce ?? outcomes.map((one) => (one.status === 'refused' ? one.reason : one.status)).join();
  assert.match(words, /Проверочная причина отказа/, 'Отказ: нет слов другой стороны');
}

async function refusesAlways({ joined, request }: Stage) {
  const words = await refusalOf(joined.connection.send?.(request, patience()) ?? Promise.resolve(undefined));
  assertRussian(words, 'Причина отказа');
}

async function interim(stage: Stage) {
  stage.scene.emulator.play({ kind: 'interim', text: 'Проверочное промежуточное слово' });
  const outcomes = await outcomesOf(stage);
  const first = outcomes.find(({ status }) => status === 'interim');
  assert.ok(first?.status === 'interim', `Промежуточного ответа нет, есть: ${outcomes.map(({ status }) => status)}`);
  assert.match(first.text, /Проверочное промежуточное слово/, 'В промежуточном ответе нет слов другой стороны');
  assert.equal(outcomes.at(-1)?.status, 'answered', 'За промежуточным ответом не пришёл окончательный');
}

async function broken(stage: Stage) {
  const { scene, joined, source, request } = stage;
  scene.emulator.play({ kind: 'broken' }, { kind: 'answer' });
  const [first] = await outcomesOf(stage);
  assert.equal(
    first?.status,
    'unreadable',
    'Нечитаемый ответ отдают с outcome.status «unreadable», а не бросают ошибку',
  );
  assertRussian(first?.status === 'unreadable' ? first.reason : '', 'Причина (reason)');
  const next = await source.prepare(scene);
  const found = await collectSome(source, { scene, joined, waiting: [request.id, ...next] }).catch(() => []);
  if (scene.emulator.waiting() > 0)
    assert.ok(
      found.some(({ outcome }) => outcome.status === 'answered'),
      'Следующий ответ не пришёл',
    );
}
