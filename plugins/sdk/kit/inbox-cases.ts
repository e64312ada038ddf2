import assert from 'node:assert/strict';
import type { Incoming, IncomingRequest, Reply } from '../src/index.ts';
import type { Deed } from './deed.ts';
import { deedCases } from './deed-cases.ts';
import { assertNone, assertRussian } from './expecting.ts';
import { formProblems } from './form-problems.ts';
import type { KitCase } from './kit-case.ts';
import type { KitSamples } from './kit-samples.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleFile, sampleReply } from './sample-messages.ts';
import { type Scene, type Subject, withScene } from './scene.ts';
import { acknowledge, collect, collectSome, type Source } from './source.ts';
import { sourceCases } from './source-cases.ts';

type Sample = NonNullable<KitSamples['inbox']>[number];

/** What others begin, and the answers of this body to it. */
export function inboxCases(subject: Subject, { canReply }: { canReply: boolean }): KitCase[] {
  const samples = subject.samples.inbox ?? [];
  const [first] = samples;
  if (!first) return [missing('inbox.samples', 'Чтобы проверить inbox, назовите сообщения в inbox набора')];
  const request = samples.find(({ kind }) => kind === 'request');
  const replies = request
    ? deedCases(subject, replyDeed(request))
    : [missing('reply.samples', 'Для reply нужен образец kind: request')];
  return [
    ...samples.map((sample) => kindCase(subject, sample)),
    ...(samples.some(({ sender }) => sender !== undefined) ? [senderCase(subject, samples)] : []),
    {
      code: 'inbox.broken',
      title: 'входящее: нечитаемое сохранено с объяснением, следующее приходит',
      run: () => withScene(subject, (scene) => broken(scene, first)),
    },
    ...sourceCases(subject, filed(first)),
    ...(canReply ? replies : []),
  ];
}

const missing = (code: string, text: string): KitCase => ({ code, title: text, run: async () => assert.fail(text) });

function filed(sample: Sample): Source<Incoming> {
  return {
    part: 'inbox',
    title: 'входящее',
    async prepare(scene) {
      assert.ok(scene.emulator.file, 'У эмулятора нет file: положить входящее сообщение некому');
      await scene.emulator.file(sample.message);
      return [];
    },
    take: ({ connection }, _waiting, signal) => {
      assert.ok(connection.inbox, 'У подключения нет inbox');
      return connection.inbox(signal);
    },
  };
}

function kindCase(subject: Subject, sample: Sample): KitCase {
  return {
    code: 'inbox.kind',
    title: `входящее «${sample.kind}»: прочитано целиком`,
    run: () =>
      withScene(subject, async (scene) => {
        const source = filed(sample);
        await source.prepare(scene);
        const joined = await scene.join();
        const [incoming] = await collectSome(source, { scene, joined, waiting: [], each: acknowledge });
        assert.equal(incoming?.kind, sample.kind, 'Вид входящего (kind)');
        assertNone(incoming?.problems ?? [], 'Исправное сообщение прочитано с замечаниями (problems)');
        assert.ok(incoming && checks[incoming.kind](incoming as never));
        const { reference } = incoming;
        assert.deepEqual(JSON.parse(JSON.stringify(reference)), reference, 'reference – данные: его хранят до ответа');
      }),
  };
}

/** The engine keeps apart what another system says of an application: it has nothing else to know it by. */
function senderCase(subject: Subject, samples: readonly Sample[]): KitCase {
  const named = samples.filter(({ sender }) => sender !== undefined);
  return {
    code: 'inbox.sender',
    title: 'входящее: названа система, которая прислала',
    async run() {
      assert.ok(new Set(named.map(({ sender }) => sender)).size > 1, 'Нужны образцы inbox от двух систем (sender)');
      for (const sample of named) {
        await withScene(subject, async (scene) => {
          const source = filed(sample);
          await source.prepare(scene);
          const joined = await scene.join();
          const [incoming] = await collectSome(source, { scene, joined, waiting: [], each: acknowledge });
          const sender = incoming !== undefined && 'sender' in incoming ? incoming.sender : undefined;
          assert.equal(sender, sample.sender, 'Система, которая прислала (sender)');
        });
      }
    },
  };
}

const isFilled = (value: unknown, what: string) => {
  assert.ok(typeof value === 'string' && value !== '', `${what}: пусто`);
  return true;
};
const isObject = (value: unknown, what: string) => {
  assert.ok(typeof value === 'object' && value !== null, `${what}: нужен объект`);
  return true;
};

/** What each kind must say; the engine relies on it. */
const checks: { readonly [Kind in Incoming['kind']]: (incoming: Extract<Incoming, { kind: Kind }>) => boolean } = {
  application: ({ service, externalId, source, applicant, answers, submittedAt }) =>
    isFilled(service, 'Код услуги (service)') &&
    isFilled(externalId, 'Имя заявки на портале (externalId)') &&
    isFilled(source, 'Источник (source)') &&
    isObject(applicant, 'Заявитель (applicant)') &&
    isObject(answers, 'Ответы (answers)') &&
    !Number.isNaN(submittedAt.getTime()),
  correction: ({ externalId, answers }) => isFilled(externalId, 'externalId') && isObject(answers, 'answers'),
  cancel: ({ externalId, reason }) => isFilled(externalId, 'externalId') && isFilled(reason, 'Причина (reason)'),
  text: ({ externalId, text }) => isFilled(externalId, 'externalId') && isFilled(text, 'Текст (text)'),
  request: ({ asker, number, subject, questionForm, answerForm }) => {
    assertNone(formProblems(questionForm), 'Форма вопроса (questionForm)');
    assertNone(formProblems(answerForm), 'Форма ответа (answerForm)');
    return isFilled(asker.title, 'Кто спрашивает') && isFilled(number, 'Номер') && isFilled(subject, 'Предмет');
  },
  unreadable: () => true,
};

async function broken(scene: Scene, sample: Sample) {
  const source = filed(sample);
  scene.emulator.play({ kind: 'broken' }, { kind: 'answer' });
  await source.prepare(scene);
  const joined = await scene.join();
  const [spoilt] = await collectSome(source, { scene, joined, waiting: [], each: acknowledge });
  assertRussian(spoilt?.problems[0], 'Нечитаемое сообщение отдают с замечаниями (problems)');
  assert.ok(spoilt?.original.byteLength, 'Байты нечитаемого сообщения (original) пусты');
  await source.prepare(scene);
  const rest = await collect(source, await scene.join(), { waiting: [], each: acknowledge });
  assert.deepEqual(
    rest.map(({ kind }) => kind),
    [sample.kind],
    'Следующее сообщение не пришло',
  );
}

function replyDeed(sample: Sample): Deed {
  return {
    part: 'reply',
    title: 'ответ другому органу',
    async prepare(scene) {
      const source = filed(sample);
      const joined = await scene.join();
      // The question comes in good order; what the case plays is kept for the answer.
      const incoming = await questionTo(scene, { source, joined });
      const reply: Reply = sampleReply({
        answer: sampleAnswers(incoming.answerForm),
        files: [sampleFile('Ответ.txt')],
      });
      const { messageId, reference } = incoming;
      return {
        id: reply.id,
        perform: async ({ connection }, signal) => connection.reply?.({ messageId, reference }, reply, signal),
      };
    },
  };
}

async function questionTo(
  scene: Scene,
  { source, joined }: { source: Source<Incoming>; joined: Awaited<ReturnType<Scene['join']>> },
): Promise<IncomingRequest> {
  await source.prepare(scene);
  const [incoming] = await collectSome(source, { scene, joined, waiting: [], each: acknowledge });
  assert.equal(incoming?.kind, 'request');
  return incoming as IncomingRequest;
}
